"""Sending one mail by SMTP, as the settings say."""

import smtplib
import ssl
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from accord.voice.models_mail import Outgoing
from accord.voice.queue import Later, Never

PATIENCE_SECONDS = 15
REFUSED = 500  # from here on a server's answer is final (RFC 5321, 4.2.1)


@dataclass(frozen=True)
class Server:
    """The mail server of this hub."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


def server() -> Server | None:
    """What the settings name; None when mail is not set up."""
    given = settings.ENVIRONMENT
    if not given.smtp_host or not given.smtp_from:
        return None
    return Server(
        given.smtp_host,
        given.smtp_port,
        given.smtp_user,
        given.smtp_password,
        given.smtp_security,
        given.smtp_from,
    )


def send(row: Outgoing) -> None:
    """Sends one mail; raises Later or Never with the reason."""
    known = server()
    if known is None:
        raise Later("No mail server is set up (ACCORD_SMTP_HOST, ACCORD_SMTP_FROM).")
    message = EmailMessage(
        subject=" ".join(row.subject.split()),
        body=row.body,
        from_email=known.sender,
        to=[row.to],
        headers=_headers(row, known),
    )
    backend = EmailBackend(
        host=known.host,
        port=known.port,
        username=known.user,
        password=known.password,
        use_tls=known.security == "starttls",
        use_ssl=known.security == "tls",
        timeout=PATIENCE_SECONDS,
    )
    try:
        backend.send_messages([message])
    except ValueError as error:
        raise Later("The sender (ACCORD_SMTP_FROM) or the address is none.") from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        problem = Never if min(codes) >= REFUSED else Later
        raise problem(
            f"The server does not take this address ({min(codes)})."
        ) from error
    except smtplib.SMTPResponseException as error:
        # Also a wrong password: it may be put right, so it is tried again.
        raise Later(f"The server answered with {error.smtp_code}.") from error
    except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
        raise Later(f"The server cannot be reached: {type(error).__name__}.") from error


def _headers(row: Outgoing, known: Server) -> dict[str, str]:
    domain = known.sender.rpartition("@")[2].strip(">") or "localhost"
    name = sha256(row.id.encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{name}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if row.unsubscribe:
        headers["List-Unsubscribe"] = f"<{row.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
