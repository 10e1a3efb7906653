"""Write the catalogues: ``python -m tashan.web.tongues``, after a change of zh_Hans/django.po.

Traditional Chinese is what OpenCC makes of the Simplified; both are compiled here, so that no
machine needs gettext. The compiled files are kept with the sources and a test holds them to it.
"""

from __future__ import annotations

from pathlib import Path

import polib  # type: ignore[import-untyped]

from tashan.web import traditional as script

LOCALE = Path(__file__).parent / "locale"
SIMPLIFIED = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
TRADITIONAL = LOCALE / "zh_Hant" / "LC_MESSAGES" / "django.po"


def simplified() -> polib.POFile:
    """The catalogue that people write."""
    return polib.pofile(str(SIMPLIFIED), wrapwidth=98)


def traditional(catalogue: polib.POFile) -> polib.POFile:
    """The same catalogue in traditional script."""
    made = polib.POFile(wrapwidth=98)
    made.metadata = {**catalogue.metadata, "Language": "zh_Hant"}
    for entry in catalogue:
        plural = {n: script.traditional(text) for n, text in entry.msgstr_plural.items()}
        made.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr=script.traditional(entry.msgstr),
                msgstr_plural=plural,
                flags=entry.flags,
            )
        )
    return made


def main() -> None:
    """Write the traditional catalogue and compile both."""
    source = simplified()
    made = traditional(source)
    TRADITIONAL.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(TRADITIONAL))
    for catalogue, path in ((source, SIMPLIFIED), (made, TRADITIONAL)):
        path.with_suffix(".mo").write_bytes(catalogue.to_binary())


if __name__ == "__main__":
    main()
