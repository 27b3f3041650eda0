"""Problems as JSON: read to the same problem, or refused with where and what."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accord.cli.main import main
from accord.planner.errors import BadProblem
from accord.planner.problem import Given, Problem, Refusal, Roads, Table
from accord.planner.problemfile.fields import written
from accord.planner.problemfile.read import MAX_BYTES, read
from tests.planner.region import DAY, SMALL

Document = dict[str, Any]


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def document(problem: Problem = SMALL) -> Document:
    roads = problem.roads
    assert isinstance(roads, Roads)
    return {
        "v": "accord/problem@1",
        "start": written(problem.start),
        "places": [
            {"id": one.id, "latitude": one.latitude, "longitude": one.longitude}
            for one in problem.places
        ],
        "items": [
            {
                "id": one.id,
                "grams": one.grams,
                "millilitres": one.millilitres,
                "pack": one.pack,
                "per_pallet": one.per_pallet,
                "band": one.band,
            }
            for one in problem.items
        ],
        "sites": [{"id": one.id, "place": one.place} for one in problem.sites],
        "lots": [
            {
                "id": one.id,
                "item": one.item,
                "owner": one.owner,
                "site": one.site,
                "quantity": one.quantity,
                "expires": one.expires and written(one.expires),
            }
            for one in problem.lots
        ],
        "needs": [
            {
                "id": one.id,
                "member": one.member,
                "place": one.place,
                "items": list(one.items),
                "quantity": one.quantity,
                "priority": one.priority,
                "by": written(one.by),
                "keep_days": one.keep // DAY,
            }
            for one in problem.needs
        ],
        "vehicles": [
            {
                "id": one.id,
                "owner": one.owner,
                "home": one.home,
                "grams": one.grams,
                "millilitres": one.millilitres,
                "since": written(one.since),
                "until": written(one.until),
            }
            for one in problem.vehicles
        ],
        "policies": [
            {"owner": one.owner, "to": one.to, "limit": one.limit}
            for one in problem.policies
        ],
        "roads": {
            "rivers": [[list(point) for point in river] for river in roads.rivers],
            "crossings": [
                {
                    "a": one.a,
                    "b": one.b,
                    "metres": one.metres,
                    "seconds": one.seconds,
                    "hours": one.hours and [clock(part) for part in one.hours],
                }
                for one in roads.crossings
            ],
        },
    }


def test_it_is_the_same_problem() -> None:
    assert read(json.dumps(document()).encode()) == SMALL


def test_what_has_been_answered() -> None:
    more = {
        "accepted": [{"lot": "b1", "need": "n1", "quantity": 20}],
        "refused": [{"need": "n2", "owner": "reed-bank"}],
    }
    found = read(json.dumps(document() | more).encode())
    given = (Given("b1", "n1", 20),)
    assert found == replace(
        SMALL, accepted=given, refused=(Refusal("n2", owner="reed-bank"),)
    )


def test_a_table_instead_of_roads() -> None:
    changed = document()
    del changed["roads"]
    ids = [one.id for one in SMALL.places]
    rows = [[0, None, 1, 2]] * 4
    changed["table"] = {"places": ids, "metres": rows, "seconds": rows}
    roads = read(json.dumps(changed).encode()).roads
    assert isinstance(roads, Table)
    assert roads.metres[1] == (0, None, 1, 2)


Change = Callable[[Document], object]
BAD: dict[str, tuple[Change, str]] = {
    "another form": (lambda d: d.update(v="accord/plan@1"), "accord/problem@1"),
    "unknown field": (lambda d: d.update(colour="red"), "field colour"),
    "no needs": (lambda d: d.pop("needs"), "no field needs"),
    "a place nowhere": (lambda d: d["places"][0].pop("latitude"), "places 1 has no"),
    "beyond the pole": (lambda d: d["places"][0].update(latitude=91), "-90 to 90"),
    "latitude true": (lambda d: d["places"][0].update(latitude=True), "-90 to 90"),
    "half a lot": (lambda d: d["lots"][0].update(quantity=1.5), "whole number"),
    "less than none": (lambda d: d["lots"][0].update(quantity=-1), "whole number"),
    "an unknown item": (lambda d: d["lots"][0].update(item="tent"), "no item tent"),
    "an unknown site": (lambda d: d["lots"][0].update(site="x"), "no site x"),
    "an unknown place": (lambda d: d["needs"][0].update(place="x"), "no place x"),
    "the same lot twice": (
        lambda d: d["lots"].append(d["lots"][0]),
        "b1 is there twice",
    ),
    "no such day": (lambda d: d["needs"][0].update(by="2026-02-30T00:00:00Z"), "time"),
    "an item twice": (lambda d: d["needs"][0].update(items=["water"] * 2), "once"),
    "priority 6": (lambda d: d["needs"][0].update(priority=6), "1 to 5"),
    "a warm band": (lambda d: d["items"][0].update(band="hot"), "ambient, cool"),
    "back before it left": (
        lambda d: d["vehicles"][0].update(until="2026-09-20T00:00:00Z"),
        "ends before it begins",
    ),
    "a store that closes first": (
        lambda d: d["sites"][0].update(
            opens="2026-09-21T09:00:00Z", closes="2026-09-21T08:00:00Z"
        ),
        "closes before it opens",
    ),
    "a need that ends first": (
        lambda d: d["needs"][0].update(since="2027-01-01T00:00:00Z"),
        "ends before it begins",
    ),
    "hours backwards": (
        lambda d: d["roads"]["crossings"][0].update(hours=["20:00", "06:00"]),
        "hours like",
    ),
    "refuses nothing": (lambda d: d.update(refused=[{"need": "n1"}]), "an owner or"),
    "a crooked table": (
        lambda d: d.update(table={"places": ["a"], "metres": [[]], "seconds": [[0]]}),
        "1 rows of 1",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_problem_gets_a_sentence(name: str) -> None:
    change, words = BAD[name]
    changed = document()
    change(changed)
    with pytest.raises(BadProblem, match=words):
        read(json.dumps(changed).encode())


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"v": NaN}', b"[" * 100_000, b'{"v": ' + b"9" * 9999 + b"}"],
)
def test_what_is_no_object_is_refused(data: bytes) -> None:
    with pytest.raises(BadProblem):
        read(data)


def test_limits_are_checked_first() -> None:
    with pytest.raises(BadProblem, match="larger than"):
        read(b" " * (MAX_BYTES + 1))
    many = document()
    many["lots"] = [many["lots"][0] | {"id": f"b{n}"} for n in range(2_000)]
    many["needs"] = [many["needs"][0] | {"id": f"n{n}"} for n in range(1_001)]
    with pytest.raises(BadProblem, match="2,002,000 pairs"):
        read(json.dumps(many).encode())


def test_the_command_plans_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "flood.json"
    path.write_text(json.dumps(document()))
    asked = ["plan", str(path), "--seconds", "2", "--cores", "1"]
    assert main([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["v"] == "accord/plan@1"
    assert [one["reason"] for one in said["unmet"]] == ["limit"]
    assert main(asked) == 0
    words = capsys.readouterr().out
    assert words.startswith("2 of 3 needs are met in full")
    assert "what reed-bank allows" in words


def test_a_routing_server_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "flood.json"
    path.write_text(json.dumps(document()))
    assert main(["plan", str(path), "--routing-url", "http://127.0.0.1:9"]) == 3
    assert "does not answer" in capsys.readouterr().err
    assert main(["plan", str(path), "--routing-url", "file:///etc/passwd"]) == 2
