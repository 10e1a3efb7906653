"""Search terms in the database: a tsvector and what it is asked for, both from their literals."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Func


class Literal(Func):
    """A tsvector from its literal, past every parser."""

    template = "(%(expressions)s)::tsvector"
    output_field = SearchVectorField()

    @property
    def text(self) -> str:
        """The literal itself, for COPY."""
        return str(self.get_source_expressions()[0].value)


class Holds(Func):
    """Whether a tsvector holds what a tsquery's literal asks for."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()
