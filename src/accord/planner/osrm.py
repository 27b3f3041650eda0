"""The answer of an OSRM-compatible server's table service, as a table of ways.

https://project-osrm.org/docs/v5.24.0/api/#table-service, asked with
`annotations=duration,distance`. Fetching it is for the caller.
"""

import json
from collections.abc import Sequence

from accord.planner.errors import BadProblem
from accord.planner.problem import Table
from accord.planner.problemfile.fields import Fields, number, or_none, several, text
from accord.planner.problemfile.read import MAX_BYTES, MAX_PLACES, square


def table(data: bytes, places: Sequence[str]) -> Table:
    """The table of these places, in the order they were asked in; raises BadProblem."""
    if len(data) > MAX_BYTES:
        raise BadProblem("The server's answer is too large.")
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadProblem("The server's answer is not JSON.") from error
    fields = Fields(document, "The server's answer")
    code = fields.take("code", text)
    if code != "Ok":
        raise BadProblem(f"The server has no table for these places: {code}.")
    row = several(or_none(number(0, 1e9)), MAX_PLACES)
    rows = several(row, MAX_PLACES)
    found = Table(
        tuple(places),
        _rounded(fields.take("distances", rows)),
        _rounded(fields.take("durations", rows)),
    )
    square(found, "The server's answer")
    return found


def _rounded(
    rows: Sequence[Sequence[float | None]],
) -> tuple[tuple[int | None, ...], ...]:
    return tuple(
        tuple(None if one is None else round(one) for one in row) for row in rows
    )
