"""What the operator may set: variables ACCORD_*, read once when the process starts.

Each field of `Environment` is one setting; docs/settings.md lists them all, and a
test compares the two. A secret may also be named by a file: ACCORD_X_FILE.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from accord.sequencer import witness_list
from accord.sequencer.witness_list import BadWitness, Witness
from accord.web import databases
from accord.web.databases import BadAddress

LANGUAGES = ("en", "uk", "ru", "ro")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class BadSetting(ValueError):
    """A setting cannot be used. The message is a sentence for the operator."""


@dataclass(frozen=True)
class Setting:
    """One setting, as a page of documentation shows it."""

    name: str
    kind: str
    default: str
    description: str
    secret: bool
    read: Callable[[str], object]


def directory(text: str) -> Path:
    """An absolute path; a leading ~ is the home directory."""
    return Path(text).expanduser().absolute()


def origin(text: str) -> str:
    """Scheme and host, with a port if it is not the usual one, and nothing else."""
    parts = urlsplit(text)
    bare = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("http", "https") or not parts.hostname or text != bare:
        raise BadSetting("write it like https://hub.example, without a path")
    return text


def address(text: str) -> str:
    """A host and a port to listen on."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and int(port) <= 65535):
        raise BadSetting("write it like 127.0.0.1:8000")
    return text


def language(text: str) -> str:
    """One of the four languages."""
    if text not in LANGUAGES:
        raise BadSetting(f"choose one of {', '.join(LANGUAGES)}")
    return text


def zone(text: str) -> str:
    """A time zone by its IANA name."""
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as unknown:
        raise BadSetting("write it like Europe/Kyiv") from unknown
    return text


def switch(text: str) -> bool:
    """0 or 1."""
    if text not in ("0", "1"):
        raise BadSetting("write 0 or 1")
    return text == "1"


def level(text: str) -> str:
    """How much the log says."""
    if text not in LOG_LEVELS:
        raise BadSetting(f"choose one of {', '.join(LOG_LEVELS)}")
    return text


def secret(text: str) -> str:
    """At least 32 characters, or nothing."""
    if text and len(text) < 32:
        raise BadSetting("use at least 32 characters")
    return text


def password(text: str) -> str:
    """Any text that is not shown."""
    return text


def port(text: str) -> int:
    """A port of TCP."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 65535):
        raise BadSetting("write a number from 1 to 65535")
    return int(text)


def security(text: str) -> str:
    """How a connection is protected."""
    if text not in ("none", "starttls", "tls"):
        raise BadSetting("choose one of none, starttls, tls")
    return text


def words(text: str) -> str:
    """Any text."""
    return text


def server(text: str) -> str:
    """The address of a server, which may have a path, or nothing."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise BadSetting("write it like http://127.0.0.1:5000")
    return text.rstrip("/")


def search_seconds(text: str) -> int:
    """How long to search."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 3600):
        raise BadSetting("write a number of seconds from 1 to 3600")
    return int(text)


def database(text: str) -> str:
    """The address of a PostgreSQL database, or nothing; it may hold a password."""
    try:
        return databases.check(text)
    except BadAddress as bad:
        raise BadSetting(str(bad)) from bad


def witnesses(text: str) -> tuple[Witness, ...]:
    """Who is asked to confirm what is saved, and where."""
    try:
        return witness_list.read(text)
    except BadWitness as bad:
        raise BadSetting(str(bad)) from bad


def option(
    read: Callable[[str], object], default: str, description: str
) -> dict[str, object]:
    """What a field of `Environment` knows about its setting."""
    return {"read": read, "default": default, "description": description}


@dataclass(frozen=True)
class Environment:
    """All settings of one process."""

    data_dir: Path = field(
        metadata=option(
            directory,
            "~/.local/share/accord",
            "Where the database, the host's key and the secret key are kept.",
        )
    )
    database_url: str = field(
        metadata=option(
            database,
            "",
            "A PostgreSQL database, `postgresql://name:password@host/database`. Empty: "
            "`accord.sqlite3` in the data directory.",
        )
    )
    url: str = field(
        metadata=option(
            origin,
            "http://127.0.0.1:8000",
            "The address that people type. Signing in works at this address only.",
        )
    )
    listen: str = field(
        metadata=option(
            address,
            "127.0.0.1:8000",
            "Where `accord serve` listens. Put a TLS proxy in front of it.",
        )
    )
    time_zone: str = field(
        metadata=option(
            zone,
            "Europe/Kyiv",
            "The coalition's time zone. Readers elsewhere see their own time as well.",
        )
    )
    language: str = field(
        metadata=option(
            language,
            "en",
            "The language for readers whose browser asks for none of the four.",
        )
    )
    press: str = field(
        metadata=option(
            words,
            "",
            "The mail address for the press on public pages. Empty: none is shown.",
        )
    )
    secret_key: str = field(
        metadata=option(
            secret,
            "",
            "Protects sessions and forms. Empty: `secret.key` in the data directory, "
            "which `accord init` makes.",
        )
    )
    witnesses: tuple[Witness, ...] = field(
        metadata=option(
            witnesses,
            "",
            "Whose copies are asked to confirm what is saved, with spaces between: "
            "`alfa=https://copy.alfa.example`, a member's handle and its copy's "
            "address; or the key (vkey) and the address of any C2SP witness.",
        )
    )
    smtp_host: str = field(
        metadata=option(words, "", "The mail server. Empty: this hub sends no mail.")
    )
    smtp_port: int = field(metadata=option(port, "587", "The mail server's port."))
    smtp_user: str = field(
        metadata=option(words, "", "The name at the mail server, if it wants one.")
    )
    smtp_password: str = field(
        metadata=option(password, "", "The password at the mail server.")
    )
    smtp_security: str = field(
        metadata=option(
            security,
            "starttls",
            "How the way to the mail server is protected: starttls, tls or none.",
        )
    )
    smtp_from: str = field(
        metadata=option(
            words,
            "",
            "The sender of mails: `Both Banks <news@hub.example>`. Empty: no mail.",
        )
    )
    plan_seconds: int = field(
        metadata=option(
            search_seconds,
            "20",
            "How long the planner searches for trips; a “what if” takes a third of it.",
        )
    )
    routing_url: str = field(
        metadata=option(
            server,
            "",
            "An OSRM-compatible server that measures ways by road. Empty, or when it "
            "does not answer: Accord’s own small road graph.",
        )
    )
    log_level: str = field(
        metadata=option(
            level, "INFO", "How much is logged: DEBUG, INFO, WARNING or ERROR."
        )
    )
    demo: bool = field(
        metadata=option(
            switch,
            "0",
            "Set by `accord demo` alone: shows the bar that switches between persons. "
            "Never set it on a real hub.",
        )
    )


def settings() -> Iterator[Setting]:
    """Every setting, in the order of the documentation."""
    for each in fields(Environment):
        read = each.metadata["read"]
        yield Setting(
            name=f"ACCORD_{each.name.upper()}",
            kind=read.__name__,
            default=each.metadata["default"],
            description=each.metadata["description"],
            secret=read in (secret, password, database),
            read=read,
        )


def load(environ: Mapping[str, str]) -> Environment:
    """The settings in `environ`, or BadSetting with the name of the bad one."""
    values = {}
    for setting in settings():
        text = _text(setting, environ)
        try:
            values[setting.name] = setting.read(text)
        except BadSetting as bad:
            shown = "" if setting.secret else f" is {text!r}"
            raise BadSetting(f"{setting.name}{shown}: {bad}.") from None
    by_field: dict[str, Any] = {
        name.removeprefix("ACCORD_").lower(): value for name, value in values.items()
    }
    return Environment(**by_field)


def _text(setting: Setting, environ: Mapping[str, str]) -> str:
    file = environ.get(f"{setting.name}_FILE") if setting.secret else None
    if file is None:
        return environ.get(setting.name, setting.default)
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{setting.name}_FILE: {error}.") from None
