from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class LedgerConfig(AppConfig):
    name = "tashan.ledger"
    label = "ledger"

    def ready(self) -> None:
        connection_created.connect(_name_the_setting, dispatch_uid="ledger")


def _name_the_setting(connection: BaseDatabaseWrapper, **_told: Any) -> None:
    """Each trigger asks which are ignored; a setting that does not exist costs it an exception."""
    with connection.cursor() as cursor:
        cursor.execute("SET pgtrigger.ignore = '{}'")
