"""Asks an OSRM-compatible server for the ways between the places of a problem."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from accord.planner.errors import PlannerError
from accord.planner.osrm import table
from accord.planner.problem import Place, Problem
from accord.planner.problemfile.read import MAX_BYTES

SECONDS = 60.0


class NoServer(PlannerError):
    """The routing server cannot be asked, or does not answer."""


def with_table(problem: Problem, url: str) -> Problem:
    """The problem with the server's table; raises NoServer or BadProblem.

    Places that nothing stands at, such as towns on the way, are not asked for.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise NoServer(f"{url} is not the address of a routing server.")
    used = {one.place for one in problem.sites}
    used |= {one.place for one in problem.needs}
    used |= {one.home for one in problem.vehicles}
    places = tuple(one for one in problem.places if one.id in used)
    asked = f"{url.rstrip('/')}/table/v1/driving/{_points(places)}"
    try:
        with urlopen(  # noqa: S310  # the scheme is looked at above
            f"{asked}?annotations=duration,distance", timeout=SECONDS
        ) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (URLError, TimeoutError, OSError) as error:
        raise NoServer(f"The routing server does not answer: {error}.") from error
    found = table(data, [one.id for one in places])
    return replace(problem, places=places, roads=found)


def _points(places: Sequence[Place]) -> str:
    return ";".join(f"{one.longitude:.6f},{one.latitude:.6f}" for one in places)
