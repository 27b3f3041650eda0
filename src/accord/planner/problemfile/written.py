"""A problem as a JSON document: what `read` reads back as the same problem."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from accord.planner.problem import Problem, Roads
from accord.planner.problemfile.fields import written
from accord.planner.problemfile.read import FORM

_TIMES = frozenset({"opens", "closes", "since", "until", "by", "expires"})
_TIMES |= frozenset({"start", "leaves", "arrives"})
DAY = 86_400


def document(problem: Problem) -> dict[str, object]:
    """The problem, as docs/formats/problem.md defines it."""
    found = _plain(problem)
    roads = found.pop("roads")
    found["roads" if isinstance(problem.roads, Roads) else "table"] = roads
    return {"v": FORM, **found}


def _plain(thing: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in fields(thing):  # type: ignore[arg-type]  # dataclasses only
        value = getattr(thing, one.name)
        if value is not None or one.name == "factor":
            name, said = _field(one.name, value)
            found[name] = said
    return found


def _field(name: str, value: object) -> tuple[str, object]:
    if name in _TIMES and isinstance(value, int):
        return name, written(value)
    if name == "keep" and isinstance(value, int):
        return "keep_days", value // DAY
    if name == "frozen":
        return "recalled", value
    if name == "hours" and isinstance(value, tuple):
        return name, [f"{one // 3600:02d}:{one // 60 % 60:02d}" for one in value]
    return name, _value(value)


def _value(value: object) -> object:
    if is_dataclass(value):
        return _plain(value)
    if isinstance(value, tuple | list):
        return [_value(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value
