"""The arguments of `accord plan`."""

import argparse
from pathlib import Path

from accord.cli.arguments_form import Subparsers, command, json, positive


def add(parsers: Subparsers) -> None:
    """Adds it."""
    made = command(
        parsers,
        "plan",
        "plan who gets what by which vehicle, or routes alone, without a hub",
        "accord plan flood.json --seconds 60",
        "accord plan PR11A.vrp --seconds 60 --sol PR11A.sol",
    )
    made.add_argument(
        "problem",
        type=Path,
        metavar="FILE",
        help="a problem (docs/formats/problem.md), or a VRPLIB file",
    )
    made.add_argument(
        "--seconds",
        type=_seconds,
        default=10.0,
        metavar="S",
        help="how long to search (10); Ctrl-C ends it early with what was found",
    )
    made.add_argument(
        "--sol",
        type=Path,
        metavar="FILE",
        help="write the routes of a VRPLIB file into this one",
    )
    made.add_argument(
        "--round",
        choices=("exact", "dimacs", "round", "trunc"),
        help="how a VRPLIB file's numbers become whole: times 1000 and rounded, times "
        "10 and cut, rounded, cut (what is usual for its TYPE)",
    )
    made.add_argument(
        "--routing-url",
        metavar="URL",
        help="ask this OSRM-compatible server for ways, instead of the problem's roads",
    )
    made.add_argument(
        "--seed", type=positive, default=1, metavar="N", help="chance begins here (1)"
    )
    made.add_argument(
        "--cores",
        type=positive,
        metavar="N",
        help="processes that search (one for each core, up to 8)",
    )
    json(made)


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("seconds from 0.1 to 86400 are expected")
    return seconds
