"""The goods of the story: what is needed, what comes in, and who hands it to whom."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Proposal, Scene, Stage
from accord.supplies.shipped.items import shipped


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(34, "08:10"), register)
    yield Scene(at.day(21, "12:15"), partial(register_sites, member="mill-ferry"))
    yield from _into_stores(at)
    yield from _canisters(at)
    yield from _blankets(at)
    yield from _given_out(at)
    yield from _on_the_way(at)


# The catalogue


def register(stage: Stage) -> None:
    """The relief catalogue, as it is shipped, and the sites of the founders."""
    stage.act_together(
        Proposal(
            f"item {one.code}",
            "supplies.item",
            "petru",
            {
                "code": one.code,
                "unit": one.unit,
                "grams": one.grams,
                "millilitres": one.millilitres,
                "packs": [{"code": code, "units": units} for code, units in one.packs],
            },
            {"names": one.names},
        )
        for one in shipped().values()
    )
    for member in ("reed-bank", "far-shore", "kestrel"):
        register_sites(stage, member)


KEEPERS = {
    "reed-bank": "petru",
    "far-shore": "dan",
    "kestrel": "k2",
    "mill-ferry": "sorina",
}


def register_sites(stage: Stage, member: str) -> None:
    """The stores and shelters that a member runs."""
    for code, site in contents.load("supplies")["sites"].items():
        if site["member"] == member:
            place = {name: site[name] for name in ("name", "address", "lat", "lon")}
            stage.act(
                f"site {code}",
                "supplies.site",
                stage.people[KEEPERS[member]],
                {"code": code},
                {"place": place},
            )


# Into the stores


def _into_stores(at: Calendar) -> Iterator[Scene]:
    yield Scene(at.day(33, "09:05"), opening_stock)
    yield Scene(at.day(30, "10:20"), receive_for_kestrel)
    yield Scene(at.day(29, "15:10"), receive_soap_wrongly)
    yield Scene(at.day(29, "15:25"), receive_soap)
    yield Scene(at.day(20, "09:40"), receive_food)
    yield Scene(at.day(19, "16:10"), receive_for_one_place)
    yield Scene(at.day(5, "08:30"), count_soap)


def opening_stock(stage: Stage) -> None:
    """What Reed Bank and Far Shore had when they began to keep books together."""
    stage.act(
        "opening tulcea",
        "supplies.count",
        stage.people["petru"],
        at_site("tulcea-store", "reed-bank", stage)
        | {
            "lines": [
                _opening(stage, "tarpaulin-4x6", 80),
                _opening(stage, "bucket-lid-14l", 120),
            ]
        },
    )
    stage.act(
        "opening izmail",
        "supplies.count",
        stage.people["dan"],
        at_site("izmail-store", "far-shore", stage)
        | {
            "lines": [
                _opening(stage, "blanket-medium", 410),
                _opening(stage, "rice-long-grain", 900),
            ]
        },
    )


def receive_for_kestrel(stage: Stage) -> None:
    """Reed Bank takes in goods that a donor gives to kestrel; both sign."""
    lines = [
        _new(stage, "blanket-medium", 300, batch="nl-2214"),
        _new(stage, "jerrycan-folding-20l", 120),
        _new(stage, "chlorine-tablet-20l", 6000, expiry=_keeps(stage, 700)),
    ]
    stage.act(
        "kestrel goods",
        "supplies.receive",
        [stage.people["petru"], stage.people["k2"]],
        at_site("tulcea-store", "kestrel", stage)
        | {"donor": "north-pier-friends", "lines": lines},
        {"note": {"text": "Twelve pallets, dry, straps whole."}},
    )


def receive_soap_wrongly(stage: Stage) -> None:
    """A slip: 3000 instead of 300."""
    _receive_soap(stage, "soap, wrong", 3000)


def receive_soap(stage: Stage) -> None:
    """The slip is reversed, and the right number recorded."""
    stage.act(
        "soap, reversed",
        "supplies.reverse",
        stage.people["petru"],
        {"act": stage.acts["soap, wrong"]},
        {"reason": {"text": "Typed one zero too many."}},
    )
    _receive_soap(stage, "soap", 300)


def _receive_soap(stage: Stage, name: str, quantity: int) -> None:
    stage.act(
        name,
        "supplies.receive",
        stage.people["petru"],
        at_site("tulcea-store", "reed-bank", stage)
        | {
            "donor": "lantern-guild",
            "lines": [_new(stage, "soap-body-100g", quantity)],
        },
    )


def receive_food(stage: Stage) -> None:
    """Food for the kitchen."""
    lines = [
        _new(stage, "rice-long-grain", 1200, batch="r-0917", expiry=_keeps(stage, 400)),
        _new(stage, "oil-sunflower", 240, expiry=_keeps(stage, 200)),
        _new(stage, "beans-white", 600, expiry=_keeps(stage, 330)),
        _new(stage, "biscuits-bp5", 480, expiry=_keeps(stage, 45)),
    ]
    stage.act(
        "food",
        "supplies.receive",
        stage.people["sorina"],
        at_site("galati-kitchen", "mill-ferry", stage)
        | {"donor": "three-weirs-bakery", "lines": lines},
    )


def receive_for_one_place(stage: Stage) -> None:
    """Filters that a donor gives for Vylkove alone; they wait in Izmail."""
    stage.act(
        "filters",
        "supplies.receive",
        stage.people["dan"],
        at_site("izmail-store", "far-shore", stage)
        | {
            "donor": "lantern-guild",
            "earmark": stage.acts["site vylkove-water"],
            "lines": [_new(stage, "water-filter-household", 30)],
        },
        {"note": {"text": "For the families of Vylkove, says the guild."}},
    )


def count_soap(stage: Stage) -> None:
    """A stock-take finds 288 of 300 pieces of soap."""
    stage.act(
        "soap count",
        "supplies.count",
        stage.people["petru"],
        at_site("tulcea-store", "reed-bank", stage)
        | {"lines": [{"lot": lot_of(stage, "soap"), "counted": 288}]},
        {"note": {"text": "One broken carton; twelve pieces were wet."}},
    )


# On their way


def _canisters(at: Calendar) -> Iterator[Scene]:
    """40 canisters to Vylkove, all of them there."""
    line = (1, 40)
    yield from _journey(at.day(26, "07:15"), "canisters", "vylkove-water", line)
    yield Scene(
        at.day(26, "16:40"),
        partial(arrive, name="canisters", site="vylkove-water", good=40, missing=0),
    )


def _blankets(at: Calendar) -> Iterator[Scene]:
    """100 blankets to Reni: 97 arrive."""
    line = (0, 100)
    yield from _journey(at.day(11, "07:30"), "blankets", "reni-school", line)
    yield Scene(
        at.day(11, "13:20"),
        partial(arrive, name="blankets", site="reni-school", good=97, missing=3),
    )


def _on_the_way(at: Calendar) -> Iterator[Scene]:
    """100 blankets that are with the driver when the story ends."""
    yield from _journey(at.ago(3), "more blankets", "reni-school", (0, 100))


def _journey(
    when: datetime, name: str, site: str, line: tuple[int, int]
) -> Iterator[Scene]:
    yield Scene(when, partial(consign, name=name, site=site, line=line))
    later = when + timedelta(minutes=35)
    yield Scene(later, partial(load, name=name, quantity=line[1]))


def consign(stage: Stage, name: str, site: str, line: tuple[int, int]) -> None:
    """Reed Bank packs goods of kestrel's; the owner signs too."""
    number, quantity = line
    lot = lot_of(stage, "kestrel goods", number)
    stage.act(
        name,
        "supplies.consign",
        [stage.people["petru"], stage.people["k2"]],
        at_site("tulcea-store", "kestrel", stage)
        | {
            "receiver": "kestrel",
            "destination": stage.acts[f"site {site}"],
            "lines": [{"lot": lot, "quantity": quantity}],
        },
    )


def load(stage: Stage, name: str, quantity: int) -> None:
    """The store keeper hands the goods to Far Shore's driver."""
    hand_over(stage, f"{name}, loaded", name, ("petru", "dan"), line_of(quantity))


def arrive(stage: Stage, name: str, site: str, good: int, missing: int) -> None:
    """The driver hands them to kestrel, who counts."""
    line = line_of(good) | {"missing": missing}
    hand_over(stage, f"{name}, arrived", name, ("dan", "k2"), line, site)


def hand_over(
    stage: Stage,
    name: str,
    consignment: str,
    sides: tuple[str, str],
    lines: dict[str, object] | list[dict[str, object]],
    site: str | None = None,
) -> None:
    """The receiver counts and signs, then the giver."""
    giver, receiver = (stage.people[one] for one in sides)
    place = {"site": stage.acts[f"site {site}"]} if site else {}
    stage.act(
        name,
        "supplies.handover",
        [receiver, giver],
        {
            "consignment": stage.acts[consignment],
            "giver": giver.member,
            "receiver": receiver.member,
            "field": True,
            "lines": lines if isinstance(lines, list) else [lines],
            **place,
        },
    )


def line_of(quantity: int) -> dict[str, object]:
    """A line of a handover: all of it is there and good."""
    return {"line": 0, "good": quantity, "damaged": 0, "missing": 0, "excess": 0}


# Given out, and needed


def _given_out(at: Calendar) -> Iterator[Scene]:
    yield Scene(at.day(10, "17:00"), give_blankets)
    yield Scene(at.day(8, "18:30"), give_rice)


def give_blankets(stage: Stage) -> None:
    """60 blankets to families in Reni."""
    lot = lot_of(stage, "kestrel goods", 0)
    stage.act(
        "blankets given",
        "supplies.use",
        stage.people["k2"],
        at_site("reni-school", "kestrel", stage)
        | {"people": 44, "lines": [{"lot": lot, "quantity": 60}]},
    )


def give_rice(stage: Stage) -> None:
    """A week of the kitchen's rice."""
    lot = lot_of(stage, "food", 0)
    stage.act(
        "rice given",
        "supplies.use",
        stage.people["sorina"],
        at_site("galati-kitchen", "mill-ferry", stage)
        | {"people": 900, "lines": [{"lot": lot, "quantity": 310}]},
    )


# Parts of bodies


def at_site(site: str, owner: str, stage: Stage) -> dict[str, object]:
    """Where and whose, made at a desk."""
    return {"site": stage.acts[f"site {site}"], "owner": owner, "field": False}


def _new(
    stage: Stage,
    item: str,
    quantity: int,
    batch: str | None = None,
    expiry: str | None = None,
) -> dict[str, object]:
    line: dict[str, object] = {"item": stage.acts[f"item {item}"], "quantity": quantity}
    if batch:
        line["batch"] = batch
    if expiry:
        line["expiry"] = expiry
    return line


def _opening(stage: Stage, item: str, counted: int) -> dict[str, object]:
    return {"item": stage.acts[f"item {item}"], "counted": counted}


def lot_of(stage: Stage, act: str, line: int = 0) -> str:
    """The lot that a line of an act brought in."""
    return f"{stage.acts[act]}.{line}"


def _keeps(stage: Stage, days: int) -> str:
    return (stage.time + timedelta(days=days)).date().isoformat()
