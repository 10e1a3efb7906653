"""The one command, `tashan`: its subcommands are loaded when they are called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from tashan.base.errors import UserError

# name → module, function(argv) -> exit code, and the line of `tashan --help`
COMMANDS = {
    "demo": ("tashan.demo.command", "main", "start everything with an invented county"),
    "serve": ("tashan.serve.web", "main", "serve the pages"),
    "worker": ("tashan.serve.worker", "main", "do the background work"),
    "read": ("tashan.reading.command", "read_command", "read reports into findings"),
    "check": ("tashan.mechanisms.command", "check", "check mechanism files, run their examples"),
    "clock": ("tashan.casework.lines.command", "clock", "reckon limits, a JSON object a line"),
    "migrate": ("tashan.serve.migrate", "main", "bring the database up to date"),
    "match": ("tashan.programmes.command", "match", "match programmes with the registers"),
    "provinces": (
        "tashan.indicators.commands",
        "provinces",
        "record what provinces' reports state",
    ),
    "remind": (
        "tashan.casework.supervision.command",
        "remind",
        "derive a day's reminders and queue them",
    ),
    "rank": ("tashan.indicators.ranking.command", "rank", "run rankings, verify their hashes"),
    "audit": ("tashan.ledger.commands", "audit", "verify events, originals and books"),
    "createadmin": ("tashan.record.commands", "createadmin", "make an administrator's account"),
}
INTERRUPTED = 130
EPILOG = "`tashan COMMAND --help` tells more of each. Exit codes: docs/reference/exit-codes.md."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what an officer can mend is one line, a bug keeps its traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    options = _parser().parse_args(arguments[:1])
    try:
        return _function(options.command)(arguments[1:])
    except UserError as error:
        print(f"tashan: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever took the output has had enough (`| head`); nothing may be flushed to it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {told}" for name, (_, _, told) in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="tashan",
        description="Learn from other places, adopt what works there, run it and measure it.\n\n"
        + "\n".join(["commands:", *lines]),
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of these")
    return parser


def _function(command: str) -> Callable[[list[str]], int]:
    module, name, _ = COMMANDS[command]
    function: Callable[[list[str]], int] = getattr(import_module(module), name)
    return function
