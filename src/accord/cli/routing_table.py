"""Asks an OSRM-compatible server for the ways between a problem's places."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from accord.cli.errors import Misuse, Unreachable
from accord.planner.osrm import table
from accord.planner.problem import Place, Problem
from accord.planner.problemfile.read import MAX_BYTES

SECONDS = 60.0


def with_table(problem: Problem, url: str) -> Problem:
    """The problem with the server's table; raises Unreachable."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise Misuse(f"{url} is not the address of a routing server.")
    asked = f"{url.rstrip('/')}/table/v1/driving/{_points(problem.places)}"
    try:
        with urlopen(  # noqa: S310  # the scheme is looked at above
            f"{asked}?annotations=duration,distance", timeout=SECONDS
        ) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (URLError, TimeoutError, OSError) as error:
        raise Unreachable(f"The routing server does not answer: {error}.") from error
    return replace(problem, roads=table(data, [one.id for one in problem.places]))


def _points(places: Sequence[Place]) -> str:
    return ";".join(f"{one.longitude:.6f},{one.latitude:.6f}" for one in places)
