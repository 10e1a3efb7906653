from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "tashan.adoption"
    label = "adoption"
