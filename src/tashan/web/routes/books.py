"""Addresses of the pages of books and their entries."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import books

BOOK = "books/<int:book_id>/"

urlpatterns: list[URLPattern] = [
    path(BOOK, books.book, name="book"),
    path(BOOK + "accounts/<str:code>/", books.book_account, name="book_account"),
    path(BOOK + "entries/<int:number>/", books.entry, name="entry"),
    path(BOOK + "entries/<int:number>/reverse/", books.reverse_entry, name="reverse_entry"),
    path(BOOK + "entries.xlsx", books.book_export, name="book_export"),
    path(BOOK + "statement.<str:form>", books.statement, name="statement"),
]
