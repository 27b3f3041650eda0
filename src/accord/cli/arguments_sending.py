"""The arguments of `accord act send` and `accord act outbox`."""

import argparse
from pathlib import Path


def send(made: argparse.ArgumentParser) -> None:
    """Of `act send`."""
    made.add_argument("file", type=Path, metavar="FILE", help="the signed act file")
    _both(made)


def outbox(made: argparse.ArgumentParser) -> None:
    """Of `act outbox`."""
    made.add_argument(
        "--drop-refused",
        action="store_true",
        help="forget what the hub refused, once you have read why",
    )
    _both(made)


def _both(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--hub",
        metavar="URL",
        help="the hub's address (else: where the coalition was found before)",
    )
    made.add_argument(
        "--outbox",
        type=Path,
        metavar="DIR",
        help="where acts are kept until they are final (~/.local/share/accord-outbox)",
    )
    made.add_argument("--json", action="store_true", help="print one JSON object")
