"""From a JSON file's bytes to a problem; raises BadProblem with where and what."""

import json
from collections.abc import Iterable, Sequence

from accord.planner.errors import BadProblem
from accord.planner.problem import (
    BANDS,
    EVERYONE,
    Changed,
    Crossing,
    Given,
    Item,
    Lot,
    Need,
    Place,
    Policy,
    Problem,
    Refusal,
    Reserve,
    Roads,
    Site,
    Table,
    Vehicle,
)
from accord.planner.problemfile.fields import (
    Fields,
    flag,
    hours,
    moment,
    number,
    or_none,
    several,
    text,
    whole,
)

FORM = "accord/problem@1"
MAX_BYTES = 32 << 20
MAX_PLACES = 2000
MAX_LINES = 20_000
MAX_VEHICLES = 1000
MAX_PAIRS = 2_000_000

_texts = several(text, 1000)


def read(data: bytes) -> Problem:
    """The problem in these bytes."""
    if len(data) > MAX_BYTES:
        raise BadProblem(f"The problem is larger than {MAX_BYTES >> 20} MiB.")
    try:
        document = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadProblem("The problem is not JSON.") from error
    fields = Fields(document, "The problem")
    if fields.take("v", text) != FORM:
        raise BadProblem(f"The problem does not begin with its form, {FORM}.")
    problem = _problem(fields)
    fields.end()
    _check(problem)
    return problem


def _no_number(word: str) -> float:
    raise ValueError(word)


def _problem(fields: Fields) -> Problem:
    lines = several(_given, MAX_LINES)
    return Problem(
        start=fields.take("start", moment),
        places=fields.take("places", several(_place, MAX_PLACES)),
        items=fields.take("items", several(_item, MAX_LINES)),
        sites=fields.take("sites", several(_site, MAX_PLACES)),
        lots=fields.take("lots", several(_lot, MAX_LINES)),
        needs=fields.take("needs", several(_need, MAX_LINES)),
        vehicles=fields.maybe("vehicles", several(_vehicle, MAX_VEHICLES), ()),
        policies=fields.maybe("policies", several(_policy, MAX_LINES), ()),
        reserves=fields.maybe("reserves", several(_reserve, MAX_LINES), ()),
        roads=_ways(fields),
        stop_seconds=fields.maybe("stop_seconds", whole(0, 86_400), 600),
        seconds_a_tonne=fields.maybe("seconds_a_tonne", whole(0, 86_400), 600),
        last=fields.maybe("last", lines, ()),
        accepted=fields.maybe("accepted", lines, ()),
        refused=fields.maybe("refused", several(_refusal, MAX_LINES), ()),
    )


def _ways(fields: Fields) -> Roads | Table:
    table = fields.maybe("table", or_none(_table), None)
    roads = fields.maybe("roads", or_none(_roads), None)
    if table is not None and roads is not None:
        raise BadProblem("The problem has roads and a table; only one can be used.")
    return table or roads or Roads()


def _place(value: object, where: str) -> Place:
    fields = Fields(value, where)
    found = Place(
        fields.take("id", text),
        fields.take("latitude", number(-90, 90)),
        fields.take("longitude", number(-180, 180)),
    )
    fields.end()
    return found


def _item(value: object, where: str) -> Item:
    fields = Fields(value, where)
    found = Item(
        fields.take("id", text),
        fields.take("grams", whole(0, 10**9)),
        fields.take("millilitres", whole(0, 10**9)),
        fields.maybe("pack", whole(1, 10**6), 1),
        fields.maybe("per_pallet", whole(0, 10**9), 0),
        fields.maybe("band", _band, "ambient"),
    )
    fields.end()
    return found


def _band(value: object, where: str) -> str:
    if value not in BANDS:
        raise BadProblem(f"{where} is to be one of {', '.join(BANDS)}.")
    return str(value)


def _site(value: object, where: str) -> Site:
    fields = Fields(value, where)
    found = Site(
        fields.take("id", text),
        fields.take("place", text),
        fields.maybe("opens", or_none(moment), None),
        fields.maybe("closes", or_none(moment), None),
        fields.maybe("throughput", or_none(whole()), None),
    )
    fields.end()
    _forward(found.opens, found.closes, f"{where} closes before it opens.")
    return found


def _lot(value: object, where: str) -> Lot:
    fields = Fields(value, where)
    found = Lot(
        fields.take("id", text),
        fields.take("item", text),
        fields.take("owner", text),
        fields.take("site", text),
        fields.take("quantity", whole()),
        fields.maybe("expires", or_none(moment), None),
        fields.maybe("recalled", flag, False),
        fields.maybe("place", or_none(text), None),
    )
    fields.end()
    return found


def _need(value: object, where: str) -> Need:
    fields = Fields(value, where)
    found = Need(
        fields.take("id", text),
        fields.take("member", text),
        fields.take("place", text),
        fields.take("items", several(text, 20)),
        fields.take("quantity", whole()),
        fields.take("priority", whole(1, 5)),
        fields.take("by", moment),
        fields.maybe("since", or_none(moment), None),
        86_400 * fields.maybe("keep_days", whole(0, 3650), 0),
    )
    fields.end()
    _forward(found.since, found.by, f"{where} ends before it begins.")
    if not found.items or len(set(found.items)) < len(found.items):
        raise BadProblem(
            f"{where}, items, is to name each item once, and at least one."
        )
    return found


def _forward(early: int | None, late: int | None, sentence: str) -> None:
    if early is not None and late is not None and late < early:
        raise BadProblem(sentence)


def _policy(value: object, where: str) -> Policy:
    fields = Fields(value, where)
    found = Policy(
        fields.take("owner", text),
        fields.take("to", text),
        fields.maybe("items", _texts, ()),
        fields.maybe("limit", or_none(whole()), None),
        fields.maybe("until", or_none(moment), None),
    )
    fields.end()
    return found


def _reserve(value: object, where: str) -> Reserve:
    fields = Fields(value, where)
    found = Reserve(
        fields.take("owner", text),
        fields.take("item", text),
        fields.take("quantity", whole()),
    )
    fields.end()
    return found


def _vehicle(value: object, where: str) -> Vehicle:
    fields = Fields(value, where)
    found = Vehicle(
        fields.take("id", text),
        fields.take("owner", text),
        fields.take("home", text),
        fields.take("grams", whole(0, 10**9)),
        fields.take("millilitres", whole(0, 10**9)),
        fields.take("since", moment),
        fields.take("until", moment),
        fields.maybe("pallets", or_none(whole(0, 10_000)), None),
        fields.maybe("bands", several(_band, 3), ("ambient",)),
        fields.maybe("farthest", or_none(whole(0, 10**8)), None),
        fields.maybe("serves", _texts, (EVERYONE,)),
    )
    fields.end()
    if found.until <= found.since:
        raise BadProblem(f"{where} has a shift that ends before it begins.")
    return found


def _roads(value: object, where: str) -> Roads:
    fields = Fields(value, where)
    river = several(_point, 10_000)
    found = Roads(
        fields.maybe("kmh", number(1, 200), 50.0),
        fields.maybe("neighbours", whole(1, 50), 6),
        fields.maybe("rivers", several(river, 100), ()),
        fields.maybe("crossings", several(_crossing, 1000), ()),
        fields.maybe("changed", several(_changed, 10_000), ()),
    )
    fields.end()
    return found


def _point(value: object, where: str) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise BadProblem(f"{where} is to be a latitude and a longitude.")
    return number(-90, 90)(value[0], where), number(-180, 180)(value[1], where)


def _crossing(value: object, where: str) -> Crossing:
    fields = Fields(value, where)
    found = Crossing(
        fields.take("a", text),
        fields.take("b", text),
        fields.take("metres", whole(0, 10**7)),
        fields.take("seconds", whole(0, 10**6)),
        fields.maybe("hours", or_none(hours), None),
    )
    fields.end()
    return found


def _changed(value: object, where: str) -> Changed:
    fields = Fields(value, where)
    found = Changed(
        fields.take("a", text),
        fields.take("b", text),
        fields.take("factor", or_none(number(0.1, 100))),
    )
    fields.end()
    return found


def _table(value: object, where: str) -> Table:
    fields = Fields(value, where)
    row = several(or_none(whole(0, 10**9)), MAX_PLACES)
    found = Table(
        fields.take("places", several(text, MAX_PLACES)),
        fields.take("metres", several(row, MAX_PLACES)),
        fields.take("seconds", several(row, MAX_PLACES)),
    )
    fields.end()
    square(found, where)
    return found


def square(table: Table, where: str) -> None:
    """Raises BadProblem unless each place has its row and its column."""
    count = len(table.places)
    for rows in (table.metres, table.seconds):
        if len(rows) != count or any(len(row) != count for row in rows):
            raise BadProblem(f"{where} is to have {count} rows of {count} numbers.")


def _given(value: object, where: str) -> Given:
    fields = Fields(value, where)
    found = Given(
        fields.take("lot", text),
        fields.take("need", text),
        fields.take("quantity", whole()),
        fields.maybe("vehicle", or_none(text), None),
        fields.maybe("leaves", or_none(moment), None),
        fields.maybe("arrives", or_none(moment), None),
    )
    fields.end()
    return found


def _refusal(value: object, where: str) -> Refusal:
    fields = Fields(value, where)
    found = Refusal(
        fields.take("need", text),
        fields.maybe("owner", or_none(text), None),
        fields.maybe("vehicle", or_none(text), None),
    )
    fields.end()
    if (found.owner is None) == (found.vehicle is None):
        raise BadProblem(f"{where} is to name an owner or a vehicle.")
    return found


def _check(problem: Problem) -> None:
    """Ids are there once, and what is named exists."""
    places = _ids(problem.places, "places")
    items = _ids(problem.items, "items")
    sites = _ids(problem.sites, "sites")
    lots = _ids(problem.lots, "lots")
    needs = _ids(problem.needs, "needs")
    vehicles = _ids(problem.vehicles, "vehicles")
    _known(places, "place", (one.place for one in problem.sites))
    _known(places, "place", (one.place for one in problem.needs))
    _known(places, "place", (one.place for one in problem.lots if one.place))
    _known(places, "place", (one.home for one in problem.vehicles))
    _known(items, "item", (one.item for one in problem.lots))
    _known(items, "item", (one for need in problem.needs for one in need.items))
    _known(items, "item", (one.item for one in problem.reserves))
    _known(sites, "site", (one.site for one in problem.lots))
    _known(needs, "need", (one.need for one in problem.last + problem.accepted))
    _known(needs, "need", (one.need for one in problem.refused))
    _known(lots, "lot", (one.lot for one in problem.accepted))
    _known(vehicles, "vehicle", (one.vehicle for one in problem.refused if one.vehicle))
    _check_ways(problem.roads, places)
    _check_pairs(problem)


def _check_ways(roads: Roads | Table, places: set[str]) -> None:
    if isinstance(roads, Table):
        if len(set(roads.places)) < len(roads.places):
            raise BadProblem("The table names a place twice.")
        _known(set(roads.places), "place of the table", places)
        return
    _known(places, "place", (end for one in roads.crossings for end in (one.a, one.b)))
    _known(places, "place", (end for one in roads.changed for end in (one.a, one.b)))


def _check_pairs(problem: Problem) -> None:
    lots: dict[str, int] = {}
    for lot in problem.lots:
        lots[lot.item] = lots.get(lot.item, 0) + 1
    pairs = sum(lots.get(item, 0) for need in problem.needs for item in need.items)
    if pairs > MAX_PAIRS:
        raise BadProblem(
            f"Lots and needs make {pairs:,} pairs; at most {MAX_PAIRS:,} are planned."
        )


def _ids(
    things: Sequence[Place | Item | Site | Lot | Need | Vehicle], name: str
) -> set[str]:
    ids = {one.id for one in things}
    if len(ids) < len(things):
        seen: set[str] = set()
        twice = next(one.id for one in things if one.id in seen or seen.add(one.id))  # type: ignore[func-returns-value]
        raise BadProblem(f"{twice} is there twice among the {name}.")
    return ids


def _known(ids: set[str], name: str, named: Iterable[str]) -> None:
    for one in named:
        if one not in ids:
            raise BadProblem(f"There is no {name} {one}.")
