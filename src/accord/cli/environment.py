"""Which installation a command works on: its settings, and Django started with them."""

import argparse
import atexit
import logging.config
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections

from accord.cli import ports
from accord.cli.errors import Misuse, Unreachable
from accord.web import secret
from accord.web.environment import BadSetting

DEMO_LISTEN = "127.0.0.1:8000"
PRIVATE = 0o700


def use(data_dir: Path | None = None, **given_settings: str | None) -> None:
    """Starts Django; what is given here goes before the environment's ACCORD_*."""
    absolute = str(data_dir.absolute()) if data_dir else None
    given = {"data_dir": absolute, **given_settings}
    for name, value in given.items():
        if value is not None:
            os.environ[f"ACCORD_{name.upper()}"] = value
    os.environ["DJANGO_SETTINGS_MODULE"] = "accord.web.settings"
    try:
        _start()
    except BadSetting as error:
        raise Misuse(str(error)) from error


def _start() -> None:
    """Does what django.setup() does, but loads nothing that only pages need."""
    logging.config.dictConfig(settings.LOGGING)
    apps.populate(settings.INSTALLED_APPS)


def guarded(
    command: Callable[[argparse.Namespace], int], args: argparse.Namespace
) -> int:
    """Runs a command; a database that cannot be used is unreachable, in a sentence.

    At the end the database is closed: nothing of it stays in files beside it.
    """
    try:
        return command(args)
    except DatabaseError as error:
        raise Unreachable(
            f"The database in {settings.DATA_DIR} cannot be used: {error}. "
            "What is wrong says: accord check"
        ) from error
    finally:
        connections.close_all()


def for_demo(
    directory: Path | None, listen: str | None, copies: Sequence[str] = ()
) -> None:
    """Starts Django for a demonstration: of all settings none but these count.

    `copies` are the members that keep a copy, each at an address of its own.
    """
    address = _demo_address(listen)
    data_dir = _demo_directory(directory)
    # Settings read it when they are loaded.
    secret.secret_key(data_dir)
    for name in [one for one in os.environ if one.startswith("ACCORD_")]:
        del os.environ[name]
    use(
        data_dir,
        demo="1",
        url=f"http://{address}",
        listen=address,
        press="press@both-banks.example",
        witnesses=_demo_witnesses(address, copies),
        log_level="ERROR",  # what a visitor does wrong is no news in a terminal
    )


def _demo_address(listen: str | None) -> str:
    if listen is not None:
        ports.split(listen)
        return listen
    host, port = ports.split(DEMO_LISTEN)
    return DEMO_LISTEN if ports.is_free(host, port) else f"{host}:{ports.free(host)}"


def _demo_witnesses(address: str, copies: Sequence[str]) -> str:
    host, taken = ports.split(address)
    found = [taken]
    for _ in copies:
        found.append(ports.free(host, found))
    return " ".join(
        f"{name}=http://{host}:{port}"
        for name, port in zip(copies, found[1:], strict=True)
    )


def _demo_directory(directory: Path | None) -> Path:
    """A new directory, or an empty one; a temporary one goes away at the end."""
    if directory is None:
        made = Path(tempfile.mkdtemp(prefix="accord-demo-"))
        atexit.register(_remove, made, os.getpid())
        return made
    try:
        directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        taken = any(directory.iterdir())
    except OSError as error:
        raise Misuse(f"{directory} cannot be used: {error.strerror}.") from error
    if taken:
        raise Misuse(f"{directory} is not empty. Name another directory, or none.")
    os.chmod(directory, PRIVATE)
    return directory


def _remove(directory: Path, maker: int) -> None:
    if os.getpid() == maker:
        shutil.rmtree(directory, ignore_errors=True)
