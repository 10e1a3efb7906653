"""The examples of the guide do what it says, sent by curl itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.api.programs import token_for
from tests.web import things
from tests.web.people import account

from tashan.indicators.models import Observation
from tashan.reading.models import Report
from tashan.record.tokens import Scope

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "api.md"
EXAMPLES = re.findall(r"```bash\n(.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_every_example_is_answered_as_the_guide_says(
    live_server: LiveServer, tmp_path: Path
) -> None:
    things.place()
    token = token_for(account("lin", "analyst", "reviewer"), *Scope.values)
    (tmp_path / "report.txt").write_text("青石县修建标准厂房61.2万平方米。", encoding="utf-8")
    answers = [run(example, live_server.url, token, tmp_path) for example in EXAMPLES]
    me, resolved, listed, recorded, brought, problem = answers
    assert me["username"] == "lin"
    assert resolved["entity"]["code"] == "999901"
    assert listed == {"items": [], "next": None}
    assert recorded["made"] == Observation.objects.count() == 1
    assert brought["id"] == Report.objects.get().pk
    assert problem["type"] == "/problems/not-found"
    assert run(EXAMPLES[3], live_server.url, token, tmp_path) == recorded


def run(example: str, server: str, token: str, folder: Path) -> dict[str, object]:
    """What curl writes, as JSON."""
    environment = os.environ | {"TASHAN": server, "TOKEN": token, "NO_PROXY": "*"}
    done = subprocess.run(
        ["bash", "-c", example], cwd=folder, env=environment, capture_output=True, check=True
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_every_scope_is_in_the_guide() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [scope for scope in Scope.values if f"`{scope}`" not in text] == []
