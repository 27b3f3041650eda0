"""Makes the region's base map and road graph from published data.

    python scripts/region.py COUNTRIES.json PLACES.csv

COUNTRIES.json is `countries-10m.json` of the npm package world-atlas 2.0.2 (Natural
Earth, public domain), PLACES.csv a table of GeoNames places (CC BY 4.0). Rivers, lakes
and crossings are our own drawing (scripts/region_drawn.json). Writes
the map of the pages (region.json) and the roads of the planner (roads.json).

Natural Earth draws Crimea as Russian; the United Nations do not. It is moved to Ukraine
here, with the border that then no longer is one, and a test looks at it.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DRAWN = Path(__file__).with_name("region_drawn.json")
MAP = ROOT / "src/accord/web/static/accord/map/region.json"
ROADS = ROOT / "src/accord/supplies/region/roads.json"

# West, south, east, north: what is shown, and what is shown in detail.
SHOWN = (20.2, 43.3, 41.0, 52.7)
CLOSE = (26.8, 43.7, 31.2, 47.0)
# Crimea and its islands lie wholly in here; nothing else of Russia does.
CRIMEA = (32.3, 44.2, 36.68, 46.3)
NAMES = ("Bulgaria", "Hungary", "Moldova", "Poland", "Belarus", "Romania", "Russia")
NAMES += ("Serbia", "Slovakia", "Ukraine")

Point = tuple[float, float]
Ring = list[Point]


def main(countries: Path, places: Path) -> None:
    """Writes both files."""
    drawn = json.loads(DRAWN.read_text("utf-8"))
    atlas = Atlas(json.loads(countries.read_text("utf-8")))
    rows = list(csv.DictReader(places.read_text("utf-8").splitlines()))
    danube, prut = (
        atlas.between("Romania", "Ukraine"),
        atlas.between("Moldova", "Romania"),
    )
    rivers = dict(drawn["rivers"])
    rivers["Danube"] = rivers["Danube"] + [[y, x] for x, y in reversed(danube)]
    rivers["Prut"] = [[y, x] for x, y in prut if y < 48]
    _write(MAP, _map(atlas, rivers, drawn, rows))
    _write(ROADS, _roads(rivers, drawn, rows))


class Atlas:
    """The countries of a TopoJSON file; arcs are shared by neighbours."""

    def __init__(self, document: dict[str, Any]) -> None:
        scale, shift = (document["transform"][one] for one in ("scale", "translate"))
        self.arcs = [_arc(one, scale, shift) for one in document["arcs"]]
        self.thin = [_simpler(one) for one in self.arcs]
        shapes = document["objects"]["countries"]["geometries"]
        self.polygons: dict[str, list[list[list[int]]]] = {}
        for one in shapes:
            several = one["type"] == "MultiPolygon"
            name = one["properties"]["name"]
            self.polygons[name] = one["arcs"] if several else [one["arcs"]]
        self._move_crimea()

    def _move_crimea(self) -> None:
        crimea = [
            one
            for one in self.polygons["Russia"]
            if all(_within(point, CRIMEA) for point in self.ring(one[0]))
        ]
        self.polygons["Russia"] = [
            one for one in self.polygons["Russia"] if one not in crimea
        ]
        self.polygons["Ukraine"] += crimea

    def ring(self, arcs: list[int], thin: bool = False) -> Ring:
        """The points of a ring."""
        source = self.thin if thin else self.arcs
        points: Ring = []
        for number in arcs:
            arc = source[number] if number >= 0 else source[~number][::-1]
            points += arc[1:] if points else arc
        return points

    def between(self, a: str, b: str) -> Ring:
        """The border of two countries that lies farthest south."""
        shared = self._numbers(a) & self._numbers(b)
        return min(
            (self.arcs[one] for one in shared), key=lambda arc: min(y for _, y in arc)
        )

    def borders(self) -> list[Ring]:
        """Every arc that two countries share."""
        owners = defaultdict(set)
        for name in self.polygons:
            for number in self._numbers(name):
                owners[number].add(name)
        return [self.thin[one] for one, names in owners.items() if len(names) > 1]

    def _numbers(self, name: str) -> set[int]:
        rings = [ring for polygon in self.polygons[name] for ring in polygon]
        return {one if one >= 0 else ~one for ring in rings for one in ring}


def _map(
    atlas: Atlas,
    rivers: dict[str, Any],
    drawn: dict[str, Any],
    rows: list[dict[str, str]],
) -> dict[str, object]:
    land = []
    for name in NAMES:
        rings = [
            clipped
            for polygon in atlas.polygons[name]
            if len(clipped := _clip(atlas.ring(polygon[0], thin=True))) > 3
        ]
        if rings:
            land.append({"name": name, "rings": [_flat(one) for one in rings]})
    lines = [part for one in atlas.borders() for part in _inside(one)]
    return {
        "sources": "Natural Earth (public domain); places: GeoNames, CC BY 4.0",
        "land": land,
        "borders": [_flat(one) for one in lines if len(one) > 1],
        "rivers": [
            {"name": name, "line": points} for name, points in sorted(rivers.items())
        ],
        "lakes": drawn["lakes"],
        "towns": _towns(rows),
    }


def _towns(rows: list[dict[str, str]]) -> list[list[object]]:
    """Name, latitude, longitude, and from which zoom it is named."""
    found: list[list[object]] = []
    for row in sorted(rows, key=lambda one: -int(one["population"])):
        point = float(row["longitude"]), float(row["latitude"])
        people = int(row["population"])
        close = _within(point, CLOSE)
        if not ((close and people >= 2500) or people >= 150_000):
            continue
        zoom = 5 if people >= 400_000 else 7 if people >= 100_000 else 8
        zoom = zoom if people >= 18_000 else 9 if people >= 9_000 else 10
        found.append([row["name"], round(point[1], 3), round(point[0], 3), zoom])
    return found


def _roads(
    rivers: dict[str, Any], drawn: dict[str, Any], rows: list[dict[str, str]]
) -> dict[str, object]:
    places = []
    for row in rows:
        point = float(row["longitude"]), float(row["latitude"])
        people = int(row["population"])
        near = _within(point, tuple(drawn["near"]))
        if row["name"] in drawn["islands"] or not _within(point, tuple(drawn["box"])):
            continue
        if people >= (2500 if near else 9000):
            name = row["name"]
            if any(one[0] == name for one in places):
                name = f"{name} ({row['country']}, {row['admin1']})"
            places.append([name, round(point[1], 4), round(point[0], 4)])
    places += drawn["places"]
    barriers = [points for name, points in rivers.items() if name in drawn["barriers"]]
    return {
        "sources": "Places: GeoNames, CC BY 4.0; the Danube and Prut where they are a "
        "border: Natural Earth, public domain; crossings: our own list",
        "kmh": drawn["kmh"],
        "neighbours": drawn["neighbours"],
        "places": sorted(places),
        "rivers": [*barriers, *drawn["shores"]],
        "crossings": drawn["crossings"],
    }


# Points


def _arc(deltas: list[list[int]], scale: list[float], shift: list[float]) -> Ring:
    x = y = 0
    points: Ring = []
    for dx, dy, *_ in deltas:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def _within(point: Point, box: tuple[float, ...]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _simpler(points: Ring) -> Ring:
    """Fewer points, by Douglas and Peucker; more of them where one looks closely."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = max(1e-12, ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)

    def apart(point: Point) -> float:
        if length < 1e-9:
            return ((point[0] - ax) ** 2 + (point[1] - ay) ** 2) ** 0.5
        turn = (bx - ax) * (ay - point[1]) - (ax - point[0]) * (by - ay)
        return float(abs(turn) / length)

    far = max(range(1, len(points) - 1), key=lambda one: apart(points[one]))
    near = any(_within(one, CLOSE) for one in points)
    if apart(points[far]) < (0.002 if near else 0.012):
        return [points[0], points[-1]]
    return _simpler(points[: far + 1])[:-1] + _simpler(points[far:])


def _clip(ring: Ring) -> Ring:
    """The part of a ring inside what is shown (Sutherland and Hodgman)."""
    west, south, east, north = SHOWN
    for axis, limit, sign in (
        (0, west, 1),
        (0, east, -1),
        (1, south, 1),
        (1, north, -1),
    ):
        out: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            ina, inb = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if ina:
                out.append(a)
            if ina != inb:
                part = (limit - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        ring = out
        if not ring:
            return []
    return ring


def _inside(line: Ring) -> list[Ring]:
    parts: list[Ring] = [[]]
    for point in line:
        if _within(point, SHOWN):
            parts[-1].append(point)
        elif parts[-1]:
            parts.append([])
    return [one for one in parts if one]


def _flat(points: Ring) -> list[list[float]]:
    """Latitude first, as maps in the browser want it."""
    flat = [[round(y, 3), round(x, 3)] for x, y in points]
    return [one for n, one in enumerate(flat) if n == 0 or one != flat[n - 1]]


def _write(path: Path, document: dict[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{path}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
