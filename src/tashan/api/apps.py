from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tashan.api"
    label = "api"
