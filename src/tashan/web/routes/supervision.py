"""Addresses of the pages of supervision, letters, complaints, channels and notices."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import channels, complaints, supervision, supervision_letters

ROOT = "supervision/"
LETTER = ROOT + "letters/<int:letter_id>/"
COMPLAINT = ROOT + "complaints/<int:complaint_id>/"
CHANNELS = ROOT + "channels/"

urlpatterns: list[URLPattern] = [
    path(ROOT, supervision.supervision, name="supervision"),
    path(ROOT + "remind/", supervision.derive_reminders, name="derive_reminders"),
    path(ROOT + "bulletin.docx", supervision.supervision_bulletin, name="supervision_bulletin"),
    path(ROOT + "matters/<int:matter_id>/", supervision.due_matter, name="due_matter"),
    path(ROOT + "letters/", supervision_letters.supervision_letters, name="supervision_letters"),
    path(LETTER, supervision_letters.supervision_letter, name="supervision_letter"),
    path(LETTER + "letter.docx", supervision_letters.letter_file, name="letter_file"),
    path(LETTER + "<str:act>/", supervision_letters.letter_act, name="letter_act"),
    path(ROOT + "complaints/", complaints.complaint_list, name="complaints"),
    path(ROOT + "complaints/new/", complaints.new_complaint, name="new_complaint"),
    path(COMPLAINT, complaints.complaint, name="complaint"),
    path(COMPLAINT + "<str:act>/", complaints.complaint_act, name="complaint_act"),
    path(CHANNELS, channels.channels, name="channels"),
    path(CHANNELS + "<int:webhook_id>/close/", channels.close_channel, name="close_channel"),
    path(ROOT + "messages/<int:message_id>/again/", channels.send_again, name="send_again"),
    path("own/complaints/", complaints.own_complaints, name="own_complaints"),
    path("reminders/", supervision.reminders, name="reminders"),
    path("reminders/read/", supervision.read_reminders, name="read_reminders"),
    path("reminders/feed/", supervision.make_feed, name="make_feed"),
    path("feeds/<str:secret>.ics", supervision.due_feed, name="due_feed"),
]
