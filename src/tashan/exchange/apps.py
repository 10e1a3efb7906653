from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "tashan.exchange"
    label = "exchange"
