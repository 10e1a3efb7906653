"""Messages to the group of an office: the request in each form, signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus, urlsplit, urlunsplit

import httpx

from tashan.casework.supervision.addresses import reachable
from tashan.casework.supervision_models import Message, Webhook, WebhookForm
from tashan.record.locked import unlock

SECONDS = 10.0  # to connect, and to wait for an answer
MOST_TEXT = 1800  # characters: group robots refuse more


class NotSentError(Exception):
    """The other side did not take it; ``is_final`` where trying again cannot help."""

    def __init__(self, says: str, *, is_final: bool) -> None:
        super().__init__(says)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Post:
    """A request as it goes out."""

    address: str
    body: bytes
    headers: Mapping[str, str]


def post_of(webhook: Webhook, message: Message, at: datetime) -> Post:
    """The message in the form of the webhook, signed by its secret at a moment."""
    secret = unlock(webhook.locked_secret) if webhook.locked_secret else ""
    told = message.text[:MOST_TEXT]
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(message.key)}
    match webhook.form:
        case WebhookForm.WECOM:
            return Post(webhook.address, _json(_robot("text", told)), headers)
        case WebhookForm.DINGTALK:
            return Post(dingtalk(webhook.address, secret, at), _json(_robot("text", told)), headers)
    body = _json({"id": str(message.key), "day": message.day.isoformat(),
                  "subject": message.subject, "text": message.text})  # fmt: skip
    moment = str(int(at.timestamp()))
    signed = f"t={moment},v1={generic(secret, moment, body)}"
    return Post(webhook.address, body, headers | {"X-Tashan-Signature": signed})


def generic(secret: str, moment: str, body: bytes) -> str:
    """The HMAC-SHA256 over the moment (seconds since 1970), a dot and the body, in hexadecimal."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def dingtalk(address: str, secret: str, at: datetime) -> str:
    """The robot's address with its timestamp in milliseconds and its signature."""
    moment = int(at.timestamp() * 1000)
    said = f"{moment}\n{secret}".encode()
    digest = hmac.new(secret.encode(), said, hashlib.sha256).digest()
    sign = quote_plus(base64.b64encode(digest).decode())
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, f"timestamp={moment}", f"sign={sign}"]))
    return urlunsplit(parts._replace(query=query))


def send(post: Post, form: str) -> None:
    """Raises NotSentError where the other side did not take it, UserError for a private address."""
    try:
        number = reachable(post.address)
        parts = urlsplit(post.address)
        host = parts.netloc.rpartition("@")[2]
        to = f"[{number}]" if ":" in number else number
        aimed = urlunsplit(parts._replace(netloc=f"{to}:{parts.port}" if parts.port else to))
        request = httpx.Request(
            "POST", aimed, content=post.body, headers={**post.headers, "Host": host},
            extensions={"sni_hostname": parts.hostname or "", "timeout": _timeouts()},
        )  # fmt: skip
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            answer = client.send(request)
    except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotSentError(f"{type(error).__name__}: {error}"[:300], is_final=False) from error
    _refuse_answer(answer, form)


def _timeouts() -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)


def _refuse_answer(answer: httpx.Response, form: str) -> None:
    code = answer.status_code
    if code >= 300:
        is_final = 300 <= code < 500 and code not in (408, 409, 425, 429)
        raise NotSentError(f"HTTP {code}", is_final=is_final)
    if form == WebhookForm.GENERIC:
        return
    try:
        told = answer.json()
        number, says = told.get("errcode"), str(told.get("errmsg", ""))
    except (ValueError, AttributeError):
        raise NotSentError("the robot's answer cannot be read", is_final=True) from None
    if number != 0:  # robots refuse with 200
        raise NotSentError(f"errcode {number}: {says}"[:300], is_final=number not in _AGAIN)


_AGAIN = (-1, 45009, 130101)  # busy, or too many in a minute


def _robot(kind: str, text: str) -> dict[str, object]:
    return {"msgtype": kind, kind: {"content": text}}


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
