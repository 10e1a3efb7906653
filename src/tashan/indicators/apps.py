from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "tashan.indicators"
    label = "indicators"
