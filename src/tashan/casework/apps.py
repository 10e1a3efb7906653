from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "tashan.casework"
    label = "casework"
