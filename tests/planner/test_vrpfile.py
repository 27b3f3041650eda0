"""VRPLIB files: the same problem as PyVRP reads, and a sentence for what is wrong."""

from pathlib import Path

import pytest
import pyvrp
from hypothesis import given
from hypothesis import strategies as st

from accord.planner.errors import BadProblem
from accord.planner.vrpfile import solution
from accord.planner.vrpfile.build import ROUNDINGS, read
from accord.planner.vrpfile.form import MAX_BYTES
from tests.planner.small import VRP, Text, scattered


@pytest.mark.parametrize("name", ["PR11A", "PR21A"])
def test_the_same_problem_as_pyvrp_reads(name: str) -> None:
    path = VRP / f"{name}.vrp"
    instance = read(path.read_bytes())
    assert instance.rounding == "exact"
    assert instance.data == pyvrp.read(path, "exact")


@pytest.mark.parametrize("rounding", sorted(ROUNDINGS))
def test_roundings_are_those_of_pyvrp(tmp_path: Path, rounding: str) -> None:
    path = tmp_path / "grid.vrp"
    path.write_bytes(scattered().bytes())
    assert read(path.read_bytes(), rounding).data == pyvrp.read(path, rounding)


def cvrp(**fields: object) -> Text:
    text = scattered()
    for name in ("TIME_WINDOW", "SERVICE_TIME", "VEHICLES_DEPOT"):
        del text.sections[name]
    text.sections["DEPOT"] = ["1", "-1"]
    for name in ("VEHICLES", "VEHICLES_MAX_DURATION"):
        del text.fields[name]
    text.fields |= {"TYPE": "CVRP", **fields}
    return text


def test_a_cvrp_has_as_many_vehicles_as_stops(tmp_path: Path) -> None:
    path = tmp_path / "cvrp.vrp"
    path.write_bytes(cvrp().bytes())
    instance = read(path.read_bytes())
    assert instance.rounding == "round"
    assert instance.data == pyvrp.read(path, "round")
    assert instance.data.num_vehicles == 17


@pytest.mark.parametrize("layout", ["FULL_MATRIX", "LOWER_ROW", "LOWER_DIAG_ROW"])
def test_given_distances(tmp_path: Path, layout: str) -> None:
    rows = {
        "FULL_MATRIX": ["0 3 4", "3 0 5", "4 5 0"],
        "LOWER_ROW": ["3", "4 5"],
        "LOWER_DIAG_ROW": ["0", "3 0", "4 5 0"],
    }
    text = Text(
        {
            "TYPE": "CVRP",
            "DIMENSION": 3,
            "CAPACITY": 9,
            "EDGE_WEIGHT_TYPE": "EXPLICIT",
            "EDGE_WEIGHT_FORMAT": layout,
        },
        {"EDGE_WEIGHT": rows[layout], "DEMAND": ["1 0", "2 4", "3 4"]},
    )
    matrix = read(text.bytes()).data.distance_matrix(0)
    assert matrix.tolist() == [[0, 3, 4], [3, 0, 5], [4, 5, 0]]


def test_a_solution_is_written_as_the_collection_does() -> None:
    instance = read((VRP / "PR11A.vrp").read_bytes())
    best = pyvrp.read_solution(VRP / "PR11A.sol", instance.data)
    written = solution.text(instance, best)
    lines = (VRP / "PR11A.sol").read_text().split("\n")
    assert [line.split() for line in written.split("\n")] == [
        line.split() for line in lines
    ]


def changed(name: str, value: object) -> bytes:
    text = scattered()
    text.fields[name] = value
    return text.bytes()


def row(section: str, place: int, value: str) -> bytes:
    text = scattered()
    text.sections[section][place] = value
    return text.bytes()


BAD = {
    "an empty file": (b"", "no DIMENSION"),
    "not text": (b"\xff\xfe\x00", "not text"),
    "words": (b"Dear all,\n", "Line 1 is neither a field"),
    "too large": (b" " * (MAX_BYTES + 1), "larger than 32 MiB"),
    "a million nodes": (changed("DIMENSION", 1_000_000), "at most 3,000"),
    "more digits than numbers have": (changed("DIMENSION", "9" * 5000), "at most"),
    "no nodes": (changed("DIMENSION", 0), "whole number above 0"),
    "half a node": (changed("DIMENSION", "18.5"), "whole number above 0"),
    "another count": (changed("DIMENSION", 17), "_SECTION has 18 rows; 17"),
    "another shape": (changed("EDGE_WEIGHT_TYPE", "GEO"), "GEO is not understood"),
    "unknown field": (changed("COLOUR", "red"), "COLOUR is not understood"),
    "no place": (row("NODE_COORD", 4, "5 nan 3"), "nan is not a number"),
    "too far": (row("NODE_COORD", 4, "5 1e300 3"), "not a number that can"),
    "a word": (row("NODE_COORD", 4, "5 here 3"), "'here' is not a number"),
    "half a place": (row("NODE_COORD", 4, "5 1"), "row 5 has 1 numbers"),
    "numbers mixed up": (row("DEMAND", 4, "9 1"), "row 5 begins with 9"),
    "goods to give back": (row("DEMAND", 4, "5 -1"), "-1 is below 0"),
    "closed before it opens": (row("TIME_WINDOW", 4, "5 9 3"), "closes at 3"),
    "a home that is none": (row("VEHICLES_DEPOT", 1, "2 7"), "stands at 7"),
    "depots in the middle": (row("DEPOT", 1, "4"), "first nodes"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_sentence(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(BadProblem, match=words):
        read(data)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = scattered(side=2).bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b"-1", b"1e9", b"\n"]))
    damaged = whole[:start] + put + whole[start + length :]
    try:
        clients = read(damaged).data.num_clients
    except BadProblem:
        clients = 1
    assert clients > 0
