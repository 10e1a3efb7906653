"""The peers in an environment of their own, so that nothing of theirs touches the project's."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("recognizers-text", "jionlp")
_LONGEST_INSTALL = 600


class PeersMissingError(Exception):
    """They cannot be had here; the message says why in one line."""


@dataclass(frozen=True)
class Home:
    """An environment, and the file that says what lies in it."""

    wanted: Path
    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"


READING = Home(HERE / "peers.txt", HERE / ".venv")
MATCHING = Home(HERE / "matching_peers.txt", HERE / ".venv-matching")
CASEWORK = Home(HERE / "casework_peers.txt", HERE / ".venv-casework")


@dataclass(frozen=True)
class Found:
    """What a peer found in each text, and the seconds of each round over all of them."""

    spans: list[list[tuple[int, int, float, str | None]]]
    seconds: list[float]


def ready(home: Home = READING) -> None:
    """Install the peers once; raises ``PeersMissingError`` where that fails."""
    wanted, installed = home.wanted.read_text("utf-8"), home.folder / "installed.txt"
    if home.python.exists() and installed.exists() and installed.read_text("utf-8") == wanted:
        return
    print(f"installing the peers into {home.folder.relative_to(HERE.parent)} ...", flush=True)
    venv.create(home.folder, with_pip=True, clear=True)
    command = [str(home.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run(
            [*command, "-r", str(home.wanted)],
            check=True,
            capture_output=True,
            text=True,
            timeout=_LONGEST_INSTALL,
        )
    except subprocess.TimeoutExpired:
        raise PeersMissingError(f"pip took longer than {_LONGEST_INSTALL} s") from None
    except subprocess.CalledProcessError as error:
        raise PeersMissingError(_last_line(error.stderr) or "pip failed") from None
    installed.write_text(wanted, "utf-8")


def run(peer: str, texts: list[str], *, rounds: int) -> Found:
    """What ``peer`` finds in the texts; raises ``PeersMissingError`` where it breaks."""
    asked = json.dumps({"peer": peer, "texts": texts, "rounds": rounds})
    command = [str(READING.python), str(HERE / "peer_worker.py")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeersMissingError(_last_line(done.stderr))
    answer = json.loads(done.stdout)
    spans = [[tuple(span) for span in found] for found in answer["found"]]
    return Found(spans, answer["seconds"])


def _last_line(output: str) -> str:
    lines = output.strip().splitlines()
    return lines[-1] if lines else ""


if __name__ == "__main__":
    try:
        ready()
    except PeersMissingError as error:
        sys.exit(f"the peers cannot be installed here: {error}")
