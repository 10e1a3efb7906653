from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tashan.web"
    label = "web"
