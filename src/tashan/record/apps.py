from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "tashan.record"
    label = "record"
