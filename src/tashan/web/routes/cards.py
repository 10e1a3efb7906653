"""Addresses of the pages of cards."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import card_check, cards, own_cards

CARD = "cards/<int:card_id>/"

urlpatterns: list[URLPattern] = [
    path("cards/", cards.cards, name="cards"),
    path("cards/issue/", cards.issue_cards, name="issue_cards"),
    path(CARD, cards.card, name="card"),
    path(CARD + "renew/", cards.renew_card, name="renew_card"),
    path(CARD + "withdraw/", cards.withdraw_card, name="withdraw_card"),
    path(CARD + "token/", cards.reissue_token, name="reissue_token"),
    path(CARD + "code.<str:form>", cards.card_code, name="card_code"),
    path(CARD + "print/", cards.card_print, name="card_print"),
    path("own/cards/", own_cards.own_cards, name="own_cards"),
    path("own/cards/<int:card_id>/show/", own_cards.agree_card, name="agree_card"),
    path("check/<str:token>/", card_check.check, name="check"),
]
