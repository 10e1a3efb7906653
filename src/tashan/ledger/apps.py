from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "tashan.ledger"
    label = "ledger"
