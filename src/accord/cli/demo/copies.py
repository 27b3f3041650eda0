"""Four members' copies beside the story's hub, each a process of its own.

The story has one decision more: that three of the four copies confirm what is saved.
It is made when nothing else is open, because a new list of members closes what is.
When the hub is served, each copy follows it like any other, from nothing.
"""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from accord.charter.rosters import next_terms
from accord.cli import installation
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.cast import Signer
from accord.cli.demo.stage import Scene, Stage
from accord.cli.demo.telling import PEOPLE
from accord.cli.files import write_new
from accord.cli.serve import _die_with
from accord.core.acts import keyfile
from accord.ledger.cache import reading

PRIVATE = 0o600


def directory(member: str) -> Path:
    """Where a member's copy is."""
    return installation.directory() / "copies" / member


def scenes(at: Calendar) -> Iterator[Scene]:
    """The one decision."""
    yield Scene(at.day(19, "13:10"), join)


def join(stage: Stage) -> None:
    """The members give each of them a copy that confirms; every stamp is needed."""
    keys = {name: Signer(f"{name}.copy", "replica") for name in stage.stamps}
    with reading() as state:
        body: dict[str, Any] = next_terms(state)
    body["finality"] = "cosigned"
    for name, signer in keys.items():
        body["members"][name]["replica"] = signer.key
    signers = [*stage.stamps.values(), *keys.values()]
    stage.act("copies", "charter.roster", signers, body)
    for name, signer in keys.items():
        directory(name).mkdir(mode=0o700, parents=True)
        data = keyfile.write_plain("replica", signer.seed)
        write_new(directory(name).with_suffix(".key.json"), data, PRIVATE)


def start(coalition: str) -> list[subprocess.Popen[bytes]]:
    """Starts a process for each; they wait for the hub by themselves."""
    return [
        _start(one.member, one.url, coalition)
        for one in settings.WITNESSES
        if one.member
    ]


def _start(member: str, url: str, coalition: str) -> subprocess.Popen[bytes]:
    shutil.copy(installation.directory() / PEOPLE, directory(member) / PEOPLE)
    others = [
        part
        for one in settings.WITNESSES
        if one.member != member
        for part in ("--peer", one.url)
    ]
    command = [
        *(sys.executable, "-m", "accord.cli.main", "replica", "follow"),
        *(settings.ORIGIN, "--member", member, "--trust", coalition),
        *("--key", str(directory(member).with_suffix(".key.json"))),
        *("--dir", str(directory(member)), "--listen", url.partition("//")[2]),
        *others,
    ]
    given = {
        "ACCORD_URL": url,
        "ACCORD_DEMO": "1",
        "ACCORD_LOG_LEVEL": "ERROR",
        "ACCORD_SECRET_KEY": secrets.token_hex(32),
    }
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(_die_with, os.getpid()),
    )


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ends them all, and waits until they have."""
    for one in processes:
        one.terminate()
    for one in processes:
        one.wait()
