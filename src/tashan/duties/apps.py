from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "tashan.duties"
    label = "duties"
