"""Addresses of the pages of key work."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import key_work

ROOT = "key-work/"
LIST = ROOT + "<int:list_id>/"
TASK = ROOT + "tasks/<int:task_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, key_work.key_work, name="key_work"),
    path(ROOT + "new/", key_work.new_key_list, name="new_key_list"),
    path(LIST, key_work.key_work_list, name="key_work_list"),
    path(LIST + "board/", key_work.key_board, name="key_board"),
    path(LIST + "export/", key_work.key_work_export, name="key_work_export"),
    path(LIST + "add/", key_work.new_key_task, name="new_key_task"),
    path(LIST + "bring-in/", key_work.bring_key_tasks, name="bring_key_tasks"),
    path(ROOT + "template.xlsx", key_work.key_task_template, name="key_task_template"),
    path(TASK, key_work.key_task, name="key_task"),
    path(TASK + "<str:act>/", key_work.key_task_act, name="key_task_act"),
    path(ROOT + "milestones/<int:milestone_id>/", key_work.key_milestone, name="key_milestone"),
    path(ROOT + "files/<int:file_id>/", key_work.key_file, name="key_file"),
]
