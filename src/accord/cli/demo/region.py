"""The region of the story: more sites, stores, vehicles and needs than anybody can keep
in the head. Registered together, as an import would do it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Proposal, Scene, Stage
from accord.cli.demo.supplies import KEEPERS, at_site

KINDS = {
    "van": ("Van", "Бус", "Фургон", "Dubă"),
    "truck": ("Truck", "Вантажівка", "Грузовик", "Camion"),
    "lorry": ("Lorry", "Фура", "Фура", "Camion mare"),
}
LANGUAGES = ("en", "uk", "ru", "ro")


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    region = contents.load("region")
    members = {one["member"] for one in region["sites"].values()}
    for number, member in enumerate(sorted(members)):
        minute = 5 * number
        yield Scene(at.day(4, f"10:{minute:02d}"), partial(places, member=member))
        yield Scene(at.day(4, f"11:{minute:02d}"), partial(fleet, member=member))
        yield Scene(at.day(4, f"12:{minute:02d}"), partial(stock, member=member))
        yield Scene(at.day(2, f"11:{minute:02d}"), partial(needs, member=member))


def places(stage: Stage, member: str) -> None:
    """A member's sites."""
    proposals = []
    for code, site in contents.load("region")["sites"].items():
        if site["member"] == member:
            place = {name: site[name] for name in ("name", "address", "lat", "lon")}
            proposals.append(
                _of(
                    member,
                    f"site {code}",
                    "supplies.site",
                    {"code": code},
                    {"place": place},
                )
            )
    stage.act_together(proposals)


def fleet(stage: Stage, member: str) -> None:
    """A member's vehicles."""
    proposals = []
    for one in _rows("vehicles", member):
        number = one["code"].upper()
        names = zip(LANGUAGES, KINDS[one["kind"]], strict=True)
        body = {
            "code": one["code"],
            "grams": one["kilograms"] * 1000,
            "millilitres": one["litres"] * 1000,
            "pallets": one["pallets"],
            "bands": one["bands"],
            "home": stage.acts[f"site {one['home']}"],
        }
        named = {"names": {language: f"{word} {number}" for language, word in names}}
        proposals.append(
            _of(member, f"vehicle {one['code']}", "supplies.vehicle", body, named)
        )
    stage.act_together(proposals)


def stock(stage: Stage, member: str) -> None:
    """What a member had in its stores when it began to keep books here."""
    by_site: dict[str, list[dict[str, object]]] = {}
    sites = contents.load("region")["sites"]
    for one in contents.load("region")["stock"]:
        if sites[one["site"]]["member"] == member:
            line = {
                "item": stage.acts[f"item {one['item']}"],
                "counted": one["quantity"],
            }
            if "days" in one:
                until = stage.time + timedelta(days=one["days"])
                line |= {"batch": one["batch"], "expiry": until.date().isoformat()}
            by_site.setdefault(one["site"], []).append(line)
    stage.act_together(
        _of(
            member,
            f"stock {site}",
            "supplies.count",
            at_site(site, member, stage) | {"lines": lines},
        )
        for site, lines in by_site.items()
    )


def needs(stage: Stage, member: str) -> None:
    """What a member's sites lack."""
    sites = contents.load("supplies")["sites"] | contents.load("region")["sites"]
    proposals = []
    for number, one in enumerate(contents.load("region")["needs"]):
        if sites[one["site"]]["member"] != member:
            continue
        body = {
            "site": stage.acts[f"site {one['site']}"],
            "item": stage.acts[f"item {one['item']}"],
            "quantity": one["quantity"],
            "priority": one["priority"],
            "people": one["people"],
            "due": stage.later(days=2 + one["days"]),
        }
        name = f"need of the region {number}"
        proposals.append(_of(member, name, "supplies.need", body))
    stage.act_together(proposals)


def _rows(name: str, member: str) -> Iterable[dict[str, Any]]:
    return (one for one in contents.load("region")[name] if one["member"] == member)


def _of(
    member: str,
    name: str,
    kind: str,
    body: Mapping[str, object],
    named: Mapping[str, object] | None = None,
) -> Proposal:
    return Proposal(name, kind, KEEPERS[member], body, named)
