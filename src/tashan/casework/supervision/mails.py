"""Messages by mail; the Message-ID is made of the row, so a mail that comes twice is known."""

from __future__ import annotations

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from tashan.casework.supervision.webhooks import NotSentError
from tashan.casework.supervision_models import Message

SECONDS = 20


def message_id(message: Message) -> str:
    """The same for every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{message.key}@{domain}>"


def send_mail(message: Message) -> None:
    """Raises NotSentError where the server did not take it."""
    to = message.user.email if message.user else ""
    try:
        validate_email(to)
    except ValidationError:
        raise NotSentError("no address", is_final=True) from None
    mail = EmailMessage(
        message.subject, message.text, to=[to],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=SECONDS) if settings.EMAIL_HOST else None,
    )  # fmt: skip
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        raise NotSentError(str(error)[:300], is_final=all(c >= 500 for c in codes)) from error
    except smtplib.SMTPResponseException as error:
        is_final = error.smtp_code >= 500
        raise NotSentError(f"{error.smtp_code} {error.smtp_error!r}"[:300], is_final=is_final) \
            from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"{type(error).__name__}: {error}"[:300], is_final=False) from error
