from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "tashan.reading"
    label = "reading"
