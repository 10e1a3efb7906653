from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tashan.programmes"
    label = "programmes"
