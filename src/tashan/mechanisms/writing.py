"""A mechanism file written out again: reading it gives the same values in the same order."""

from __future__ import annotations

from decimal import Decimal

import yaml

from tashan.mechanisms.plain import Plain, read_plain

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Mappings and lists in blocks, and no anchors: nothing is a reference to another place."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
    text = f"{number:f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float", text if "." in text else text + ".0")


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Between quotes where the bare words would be read as something else."""
    style = None if read_plain(f"- {text}\n".encode(), "").value == [text] else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _words)


def yaml_of(value: Plain) -> str:
    """The text of a file that holds ``value``; the same value always gives the same text."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
