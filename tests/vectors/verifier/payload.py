"""What acts may say: the header, and a table of bodies."""

from collections.abc import Callable
from typing import Any

from tests.vectors.verifier.form import Bad, matches, need, parse, shift, time

Read = Callable[[Any], object]
SHARED = (
    "charter.amend",
    "charter.close",
    "charter.lead",
    "charter.roster",
    "voice.position",
    "voice.retraction",
    "voice.statement",
    "voice.translation",
)


def like(pattern: str) -> Read:
    """Text that fits a pattern."""
    return lambda value: matches(pattern, value)


def number(low: int, high: int = 2**53 - 1) -> Read:
    """A whole number in a range."""

    def read(value: object) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        need(whole and low <= int(str(value)) <= high, "a number out of range")

    return read


def flag(value: object) -> None:
    """true or false."""
    need(isinstance(value, bool), "not true or false")


def each(read: Read, low: int, high: int, *, rising: bool = False) -> Read:
    """A list, perhaps sorted with each value once."""

    def read_all(value: object) -> None:
        need(isinstance(value, list), "not a list")
        assert isinstance(value, list)
        need(low <= len(value) <= high, "too few or too many")
        for one in value:
            read(one)
        if rising:
            need(value == sorted(set(value)), "not sorted, or twice")

    return read_all


def object_of(**fields: Read) -> Read:
    """An object of exactly these fields; a name that ends in _ may be absent."""

    def read(value: object) -> None:
        need(isinstance(value, dict), "not an object")
        assert isinstance(value, dict)
        left = set(value)
        for name, of in fields.items():
            plain = name.rstrip("_")
            if plain in value:
                of(value[plain])
                left.discard(plain)
            else:
                need(name.endswith("_"), f"{plain} is missing")
        need(not left, f"unknown: {left}")

    return read


def table(name: Read, read: Read, low: int, high: int) -> Read:
    """An object used as a table."""

    def read_all(value: object) -> None:
        need(isinstance(value, dict), "not an object")
        assert isinstance(value, dict)
        need(low <= len(value) <= high, "too few or too many")
        for one, of in value.items():
            name(one)
            read(of)

    return read_all


HASH = KEY = like("[0-9a-f]{64}")
HANDLE = like("(?!e[0-9]+$)[a-z][a-z0-9-]{1,31}")
SLUG = like("(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = like("[a-z]{2,3}")
LOT = like("[0-9a-f]{64}[.](?:0|[1-9][0-9]{0,2})")
BLOB_NAME = like("[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
AMOUNT = number(1, 10**12)
ANY_AMOUNT = number(0, 10**12)
ROLES = each(like("actions|people|reports|supplies|voice"), 1, 5, rising=True)
HEAD = object_of(size=number(1), root=HASH)


def day(value: object) -> None:
    """A day like 2026-11-22."""
    time(f"{value}T00:00:00Z")


TERMS = object_of(
    version=number(1),
    members=table(
        HANDLE, object_of(seals=each(KEY, 1, 8, rising=True), replica_=KEY), 1, 100
    ),
    rules=table(
        like("|".join(SHARED)),
        object_of(share=each(number(1, 100), 2, 2), veto_=flag),
        1,
        64,
    ),
    finality=like("hub|cosigned"),
    hub=object_of(epoch=number(1, 10**6), key=KEY, base_=HEAD),
)
WORDS = object_of(
    slug=SLUG,
    languages=each(LANGUAGE, 1, 20, rising=True),
    release=time,
    urgent=flag,
    topics=each(SLUG, 0, 10, rising=True),
    corrects_=HASH,
    pictures_=table(
        like("[1-9][0-9]?"),
        object_of(type=like("jpeg|png"), width=number(1, 4096), height=number(1, 4096)),
        1,
        6,
    ),
)
LINES = each(object_of(lot=LOT, quantity=AMOUNT), 1, 200)
NEW_LOT = {"item": HASH, "batch_": SLUG, "expiry_": day}

AUDIENCE = each(HANDLE, 0, 100, rising=True)
SPAN = {"start": time, "end": time, "site_": HASH}
RESOURCES = object_of(
    people=number(0, 10**6),
    vehicles=number(0, 10**6),
    items=table(HASH, AMOUNT, 0, 50),
)


def claimed_line(value: object) -> None:
    """A line of a claim, which claims something."""
    object_of(line=number(0, 199), damaged=ANY_AMOUNT, missing=ANY_AMOUNT)(value)
    assert isinstance(value, dict)
    need(value["damaged"] or value["missing"], "nothing is claimed")


def count_line(value: object) -> None:
    """A line of a count: of a lot in the books, or of goods that are not yet."""
    if isinstance(value, dict) and "lot" in value:
        object_of(lot=LOT, counted=ANY_AMOUNT)(value)
    else:
        object_of(counted=AMOUNT, **NEW_LOT)(value)


CONTENT = "[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*"

# kind: body, contents that must be there, contents that may be there
BODIES: dict[str, tuple[Read, set[str], set[str]]] = {
    "charter.found": (TERMS, {"names"}, set()),
    "charter.roster": (TERMS, set(), {"note"}),
    "charter.hub": (
        object_of(epoch=number(2, 10**6), key=KEY, base=HEAD, since=HASH),
        set(),
        {"note"},
    ),
    "charter.amend": (object_of(replaces=HASH), set(), {"note"}),
    "charter.lead": (object_of(member=HANDLE, until=time), set(), {"lead"}),
    "charter.close": (object_of(), set(), {"reason"}),
    "charter.invite": (
        object_of(key=KEY, person=SLUG, roles=ROLES, until=time),
        set(),
        {"person"},
    ),
    "charter.enrol": (object_of(invite=HASH, key=KEY), set(), set()),
    "charter.revoke": (
        object_of(
            keys=each(KEY, 0, 50, rising=True), invites=each(HASH, 0, 50, rising=True)
        ),
        set(),
        set(),
    ),
    "charter.profile": (object_of(), set(), {"profile"}),
    "decide.abstain": (object_of(act=HASH), set(), {"reason"}),
    "decide.object": (object_of(act=HASH, stands=flag), set(), {"reason"}),
    "decide.withdraw": (object_of(act=HASH), set(), set()),
    "decide.erase": (
        object_of(act=HASH, contents=each(like(CONTENT), 1, 32, rising=True)),
        set(),
        set(),
    ),
    "charter.reader": (
        object_of(recipient=like("age1[02-9ac-hj-np-z]{58}")),
        set(),
        set(),
    ),
    "voice.statement": (WORDS, set(), set()),
    "voice.own": (WORDS, set(), set()),
    "voice.hold": (object_of(statement=HASH), set(), set()),
    "voice.retraction": (object_of(statement=HASH), {"reason"}, set()),
    "voice.translation": (
        object_of(statement=HASH, language=LANGUAGE),
        set(),
        set(),
    ),
    "voice.position": (
        object_of(
            languages=each(LANGUAGE, 1, 20, rising=True),
            public=flag,
            topics=each(SLUG, 0, 10, rising=True),
            replaces_=HASH,
        ),
        set(),
        set(),
    ),
    "supplies.item": (
        object_of(
            code=SLUG,
            unit=SLUG,
            grams=number(0, 10**9),
            millilitres=number(0, 10**9),
            packs=each(object_of(code=SLUG, units=number(2, 10**12)), 0, 10),
        ),
        {"names"},
        set(),
    ),
    "supplies.site": (object_of(code=SLUG), {"place"}, set()),
    "supplies.need": (
        object_of(
            site=HASH,
            item=HASH,
            quantity=AMOUNT,
            priority=number(1, 5),
            people=number(0, 10**9),
            due=time,
        ),
        set(),
        {"note"},
    ),
    "supplies.receive": (
        object_of(
            site=HASH,
            owner=HANDLE,
            donor=SLUG,
            earmark_=HASH,
            field=flag,
            lines=each(object_of(quantity=AMOUNT, **NEW_LOT), 1, 200),
        ),
        set(),
        {"note", "paper"},
    ),
    "supplies.count": (
        object_of(site=HASH, owner=HANDLE, field=flag, lines=each(count_line, 1, 200)),
        set(),
        {"note"},
    ),
    "supplies.consign": (
        object_of(
            site=HASH,
            owner=HANDLE,
            receiver=HANDLE,
            destination=HASH,
            plan_=HASH,
            field=flag,
            lines=LINES,
        ),
        set(),
        {"note"},
    ),
    "supplies.handover": (
        object_of(
            consignment=HASH,
            giver=HANDLE,
            receiver=HANDLE,
            site_=HASH,
            field=flag,
            lines=each(
                object_of(
                    line=number(0, 199),
                    good=ANY_AMOUNT,
                    damaged=ANY_AMOUNT,
                    missing=ANY_AMOUNT,
                    excess=ANY_AMOUNT,
                ),
                1,
                200,
            ),
        ),
        set(),
        {"note", "paper"},
    ),
    "supplies.use": (
        object_of(
            site=HASH, owner=HANDLE, people=number(0, 10**9), field=flag, lines=LINES
        ),
        set(),
        {"note"},
    ),
    "supplies.reverse": (object_of(act=HASH), set(), {"reason"}),
    "supplies.transfer": (
        object_of(site=HASH, owner=HANDLE, to=HANDLE, lines=LINES),
        set(),
        {"note"},
    ),
    "supplies.move": (
        object_of(
            site=HASH,
            owner=HANDLE,
            condition=like("good|damaged"),
            target=HASH,
            to=like("good|damaged|disposed"),
            lines=LINES,
        ),
        set(),
        {"note"},
    ),
    "supplies.recall": (
        object_of(lots=each(LOT, 1, 200, rising=True), stands=flag),
        set(),
        {"reason"},
    ),
    "supplies.settle": (
        object_of(
            handover=HASH,
            site_=HASH,
            lines=each(
                object_of(line=number(0, 199), lost=ANY_AMOUNT, back=ANY_AMOUNT),
                1,
                200,
            ),
        ),
        set(),
        {"note"},
    ),
    "supplies.claim": (
        object_of(
            handover=HASH,
            lines=each(
                claimed_line,
                1,
                200,
            ),
        ),
        set(),
        {"note", "paper"},
    ),
    "supplies.vehicle": (
        object_of(
            code=SLUG,
            grams=number(1, 10**9),
            millilitres=number(1, 10**9),
            pallets=number(0, 1000),
            bands=each(like("ambient|cool|frozen"), 1, 3, rising=True),
            home_=HASH,
        ),
        {"names"},
        set(),
    ),
    "supplies.kit": (
        object_of(code=SLUG, parts=each(object_of(item=HASH, quantity=AMOUNT), 1, 100)),
        {"names"},
        set(),
    ),
    "supplies.offer": (
        object_of(site=HASH, until=time, item_=HASH, quantity_=AMOUNT, vehicle_=HASH),
        set(),
        {"note"},
    ),
    "supplies.policy": (
        object_of(
            to=HANDLE,
            items=each(HASH, 0, 200, rising=True),
            limit=ANY_AMOUNT,
            floor=ANY_AMOUNT,
            until=time,
        ),
        set(),
        {"note"},
    ),
    "supplies.plan": (
        object_of(
            plan=HASH,
            lines=each(
                object_of(lot=LOT, site=HASH, need=HASH, quantity=AMOUNT), 0, 200
            ),
            vehicles=each(object_of(vehicle=HASH, since=time, until=time), 0, 50),
        ),
        set(),
        {"note"},
    ),
    "actions.plan": (
        object_of(
            **SPAN,
            needs=RESOURCES,
            visibility=like("public|members|named"),
            audience=AUDIENCE,
        ),
        {"action"},
        set(),
    ),
    "actions.join": (
        object_of(action=HASH, brings=RESOURCES, fleet=each(HASH, 0, 50, rising=True)),
        set(),
        {"note"},
    ),
    "actions.quit": (object_of(action=HASH), set(), {"reason"}),
    "actions.change": (
        object_of(action=HASH, **SPAN, needs=RESOURCES),
        set(),
        {"action", "reason"},
    ),
    "actions.cancel": (object_of(action=HASH), set(), {"reason"}),
    "actions.finish": (
        object_of(action=HASH, people=number(0, 10**9)),
        {"outcome"},
        set(),
    ),
    "actions.task": (
        object_of(action_=HASH, assignee=HANDLE, due=time),
        {"task"},
        set(),
    ),
    "actions.done": (object_of(task=HASH), set(), {"note"}),
    "reports.report": (
        object_of(
            marking=like("clear|green|amber|amber-strict|red"),
            audience=AUDIENCE,
            topics=each(SLUG, 0, 10, rising=True),
            observed=time,
            site_=HASH,
            reliable_=like("always|usually|sometimes|rarely|unknown"),
            certain_=like("confirmed|likely|possible|doubtful|unknown"),
            about_=each(HASH, 1, 10, rising=True),
        ),
        {"report"},
        {f"file.{one}" for one in range(1, 11)},
    ),
    "reports.comment": (object_of(report=HASH), {"comment"}, set()),
    "reports.supersede": (object_of(old=HASH, new=HASH), set(), {"reason"}),
    "supplies.close": (object_of(act=HASH), set(), {"reason"}),
}


def read_payload(payload: bytes) -> dict[str, Any]:
    """The act in canonical bytes of at most 32 KiB."""
    need(all(0x20 <= byte < 0x7F and byte != 0x5C for byte in payload), "not ASCII")
    act = parse(payload, 32 * 1024)
    kind = act.get("kind")
    need(isinstance(kind, str) and kind in BODIES, "no such kind")
    body, must, may = BODIES[str(kind)]
    fields: dict[str, Read] = {
        "kind": lambda _: None,
        "by": HANDLE,
        "at": time,
        "nonce": like("[0-9a-f]{32}"),
        "body": body,
        "closes_": time,
        "blobs_": table(
            BLOB_NAME, object_of(sha256=HASH, size=number(32, 2**24)), 1, 32
        ),
    }
    if kind != "charter.found":
        fields |= {"coalition": HASH, "after": HEAD}
    if kind in SHARED or str(kind).startswith("voice."):
        fields["roster"] = HASH
    object_of(**fields)(act)
    _check_contents(act, must, may)
    _check_body(str(kind), act["body"])
    return act


def _check_contents(act: dict[str, Any], must: set[str], may: set[str]) -> None:
    names = set(act.get("blobs", {}))
    if act["kind"] in ("voice.statement", "voice.own"):
        must = {f"text.{one}" for one in act["body"]["languages"]}
        must |= {f"picture.{one}" for one in act["body"].get("pictures", {})}
    if act["kind"] == "voice.translation":
        must = {f"text.{act['body']['language']}"}
    if act["kind"] == "voice.position":
        must = {f"position.{one}" for one in act["body"]["languages"]}
    if act["kind"] in ("charter.found", "charter.amend"):
        declared = {name for name in names if name.startswith("declaration.")}
        need(declared, "no declaration")
        names -= declared
    if act["kind"] in ("actions.plan", "reports.report", "reports.comment"):
        must = {f"{one}.sealed" if f"{one}.sealed" in names else one for one in must}
    sealed = {f"{name}.sealed" for name in may}
    need(must <= names <= must | may | sealed, "not the contents of this kind")


def _check_body(kind: str, body: dict[str, Any]) -> None:
    """What a table of fields cannot say."""
    if kind in ("charter.found", "charter.roster"):
        _check_terms(kind, body)
    if kind == "charter.revoke":
        need(body["keys"] or body["invites"], "nothing revoked")
    lines = body.get("lines", [])
    lots = [
        (line["lot"], line.get("site"), line.get("need"))
        for line in lines
        if "lot" in line
    ]
    need(len(set(lots)) == len(lots), "a lot twice")
    numbers = [line["line"] for line in lines if "line" in line]
    need(numbers == sorted(set(numbers)), "lines not in order")
    _check_goods(kind, body)
    _check_together(kind, body)


def _check_together(kind: str, body: dict[str, Any]) -> None:
    if kind in ("actions.plan", "actions.change"):
        need(body["start"] < body["end"], "ends before it starts")
        need(body["end"] <= shift(body["start"], days=366), "more than a year")
    if kind == "actions.plan":
        named = body["visibility"] == "named"
        need(named == bool(body["audience"]), "an audience")
    if kind == "reports.report":
        few = body["marking"] in ("amber-strict", "red")
        need(not few or body["audience"], "nobody may see it")
        everybody = body["marking"] in ("clear", "green")
        need(not (everybody and body["audience"]), "only some may see it")
    if kind == "reports.supersede":
        need(body["old"] != body["new"], "its own place")


def _check_goods(kind: str, body: dict[str, Any]) -> None:
    lines = body.get("lines", [])
    if kind == "supplies.transfer":
        need(body["owner"] != body["to"], "one owner")
    if kind == "supplies.move":
        here = body["site"] == body["target"]
        need(not (here and body["condition"] == body["to"]), "nothing moves")
        need(here or body["to"] != "disposed", "thrown away elsewhere")
    if kind == "supplies.settle":
        back = any(line["back"] for line in lines)
        need(("site" in body) == back, "a site without goods, or goods without")
    if kind == "supplies.kit":
        items = [part["item"] for part in body["parts"]]
        need(len(set(items)) == len(items), "an item twice")
    if kind == "supplies.offer":
        goods = [name in body for name in ("item", "quantity", "vehicle")]
        need(goods in ([True, True, False], [False, False, True]), "goods or vehicle")
    if kind == "supplies.plan":
        need(lines or body["vehicles"], "an empty plan")
        spans = [(one["since"], one["until"]) for one in body["vehicles"]]
        need(all(since < until for since, until in spans), "ends before it begins")
    if kind == "supplies.handover":
        need(not any(one["missing"] and one["excess"] for one in lines), "both")


def _check_terms(kind: str, body: dict[str, Any]) -> None:
    need(set(body["rules"]) == set(SHARED), "not a rule for every shared kind")
    shares = [rule["share"] for rule in body["rules"].values()]
    need(all(num <= den for num, den in shares), "more than everybody")
    named = all_keys(body)
    need(len(set(named)) == len(named), "a key twice")
    if kind == "charter.found":
        hub = body["hub"]
        need(body["version"] == hub["epoch"] == 1 and "base" not in hub, "no founding")
        need(len(body["members"]) >= 2, "one founder")


def all_keys(terms: dict[str, Any]) -> list[str]:
    """Every key that a list of members names."""
    named = [terms["hub"]["key"]]
    for member in terms["members"].values():
        named += member["seals"]
        named += [member["replica"]] if "replica" in member else []
    return named


def share(terms: dict[str, Any], kind: str, members: int) -> int:
    """How many of so many members a kind needs."""
    if kind not in terms["rules"]:
        raise Bad("no rule")
    num, den = terms["rules"][kind]["share"]
    return max(1, -(-members * num // den))
