"""`accord inbox`: messages from outside, opened with a member's reading key.

The file is what the desk's inbox gives out: sealed messages, none of which its server
can read. They are shown as text; nothing of them is written anywhere.
"""

import argparse

import orjson
import pyrage

from accord.cli.errors import GOOD, Misuse
from accord.cli.files import read
from accord.cli.output import answer
from accord.cli.reader import identity
from accord.cli.words.contents import visible
from accord.core.acts.encoding import from_base64
from accord.core.acts.errors import Malformed

VERSION = "accord/inbox@1"
MAX_FILE = 32 * 1024 * 1024
PARTS = ("name", "handle", "contact", "languages")


def read_messages(args: argparse.Namespace) -> int:
    """Shows every message that is for this key."""
    messages = _messages(read(args.file, MAX_FILE))
    key = identity(args.key, args.passphrase_file)
    found, lines = [], []
    for one in messages:
        words = _opened(one, key)
        found.append({**_head(one), "words": words})
        lines += _shown(one, words)
    answer(args.json, {"messages": found}, lines or ["There is no message in it."])
    return GOOD


def _messages(data: bytes) -> list[dict[str, object]]:
    try:
        document = orjson.loads(data)
        messages = document["messages"] if document["v"] == VERSION else None
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Misuse("This is not a file of messages.") from error
    if not isinstance(messages, list) or not all(isinstance(m, dict) for m in messages):
        raise Misuse("This is not a file of messages.")
    return messages


def _head(message: dict[str, object]) -> dict[str, object]:
    return {one: message.get(one) for one in ("number", "about", "state", "created")}


def _opened(message: dict[str, object], key: object) -> dict[str, str] | None:
    """The words, or None where they are not for this key."""
    try:
        data = pyrage.decrypt(from_base64(str(message.get("sealed", ""))), [key])
        words = orjson.loads(data)
    except (pyrage.DecryptError, Malformed, orjson.JSONDecodeError):
        return None
    return {str(name): str(value) for name, value in words.items()}


def _shown(message: dict[str, object], words: dict[str, str] | None) -> list[str]:
    head = _head(message)
    title = f"{head['number']}: {head['about']}, {head['created']}, {head['state']}"
    if words is None:
        return [visible(title), "  (not for this key)", ""]
    facts = [f"  {name}: {words[name]}" for name in PARTS if words.get(name)]
    text = [f"  {line}" for line in words.get("message", "").split("\n")]
    return [visible(one) for one in (title, *facts, *text)] + [""]
