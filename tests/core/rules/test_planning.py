"""Vehicles, kits, offers, standing policies, and what agreed plans hold back."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import Planned
from tests.coalition import blob
from tests.stores import Stores, check_books, stores

Deed = Callable[[Stores, str], object]
NIGHT = {"since": "2026-11-03T18:00:00Z", "until": "2026-11-04T06:00:00Z"}
NAMES = {"names": blob({"en": "Family kit"})}


@pytest.fixture
def shop() -> Stores:
    """Three stores; bravo's holds 100 blankets of alfa's."""
    return stores()


@pytest.fixture
def lot(shop: Stores) -> str:
    """The lot in bravo's store."""
    return shop.receive("bravo", 100, owner="alfa")


def send(shop: Stores, lot: str, quantity: int, **more: object) -> str:
    """Bravo alone signs for sending alfa's goods to charlie."""
    body = {
        "site": shop.sites["bravo"],
        "owner": "alfa",
        "receiver": "charlie",
        "destination": shop.sites["charlie"],
        "field": False,
        "lines": [{"lot": lot, "quantity": quantity}],
    }
    return shop.coalition.does("supplies.consign", "bravo/supplies", body | more)


def sent(shop: Stores, act: str) -> bool:
    """Whether a consignment has its effect."""
    return act in shop.stock.consignments


def agreed(shop: Stores, lot: str, quantity: int = 60) -> str:
    """Alfa gives so many of its blankets at bravo's for a need of charlie's."""
    return shop.plan("alfa", (lot, "bravo", shop.need(shop.sites["charlie"]), quantity))


def kit(shop: Stores, *parts: str) -> str:
    """A kit of items."""
    body = {"code": "family", "parts": [{"item": one, "quantity": 2} for one in parts]}
    return shop.coalition.does("supplies.kit", "alfa/supplies", body, NAMES)


def offer(shop: Stores, **body: object) -> str:
    """An offer by alfa."""
    given = {"site": shop.sites["alfa"], "until": "2026-12-01T00:00:00Z"} | body
    return shop.coalition.does("supplies.offer", "alfa/supplies", given)


# Policies


def test_without_a_policy_the_owner_has_to_sign(shop: Stores, lot: str) -> None:
    assert not sent(shop, send(shop, lot, 10))


def test_under_a_policy_the_holder_signs_alone(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", limit=50)
    assert sent(shop, send(shop, lot, 30))
    assert sent(shop, send(shop, lot, 20))
    assert not sent(shop, send(shop, lot, 1))
    check_books(shop.state)


def test_what_a_policy_leaves_in_the_store_stays(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", limit=100, floor=40)
    assert not sent(shop, send(shop, lot, 61))
    assert sent(shop, send(shop, lot, 60))


def test_a_policy_is_for_the_items_that_it_names(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", items=[shop.items["filter"]])
    assert not sent(shop, send(shop, lot, 1))


def test_a_policy_ends(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", until=shop.coalition.time)
    shop.coalition.wait(hours=1)
    assert not sent(shop, send(shop, lot, 1))


def test_a_later_policy_replaces_the_earlier(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", limit=50)
    send(shop, lot, 50)
    shop.policy("alfa", "bravo", limit=10)
    assert sent(shop, send(shop, lot, 10))
    shop.policy("alfa", "bravo", limit=0)
    assert not sent(shop, send(shop, lot, 1))


def test_what_comes_back_can_be_sent_again(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", limit=50)
    shop.reverse(send(shop, lot, 50), "bravo/supplies")
    assert sent(shop, send(shop, lot, 50))


def test_a_policy_is_for_giving_out_too(shop: Stores, lot: str) -> None:
    shop.policy("alfa", "bravo", limit=50)
    shop.use("bravo", {lot: 5}, owner="alfa")
    assert shop.at("bravo", lot) == 95


# Plans


def test_what_a_plan_holds_back_is_not_free(shop: Stores, lot: str) -> None:
    agreed(shop, lot, 60)
    with pytest.raises(Refused, match="40 of this lot are free here, not 41"):
        shop.consign({lot: 41}, holder="bravo", owner="alfa")
    shop.consign({lot: 40}, holder="bravo", owner="alfa")
    check_books(shop.state)


@pytest.mark.parametrize("to", ["damaged", "disposed"])
def test_what_is_spoilt_is_recorded_though_a_plan_holds_it_back(
    shop: Stores, lot: str, to: str
) -> None:
    agreed(shop, lot, 60)
    shop.move("bravo", {lot: 70}, "good", to, owner="alfa")
    assert shop.at("bravo", lot) == 30
    assert list(shop.stock.held.values()) == [30]
    check_books(shop.state)


def test_what_a_plan_holds_back_stays_in_its_store(shop: Stores, lot: str) -> None:
    agreed(shop, lot, 60)
    annex = shop.site("bravo", "annex")
    with pytest.raises(Refused, match="40 of this lot are free here, not 41"):
        shop.move("bravo", {lot: 41}, "good", "good", owner="alfa", target=annex)


def test_under_a_plan_the_holder_sends_alone(shop: Stores, lot: str) -> None:
    plan = agreed(shop, lot, 60)
    assert sent(shop, send(shop, lot, 50, plan=plan))
    assert shop.stock.held == {next(iter(shop.stock.held)): 10}
    with pytest.raises(Refused, match="the plan has 10 of this lot left"):
        send(shop, lot, 11, plan=plan)
    assert sent(shop, send(shop, lot, 10, plan=plan))
    assert not shop.stock.held
    check_books(shop.state)


def test_a_closed_plan_holds_nothing_back(shop: Stores, lot: str) -> None:
    plan = agreed(shop, lot, 60)
    shop.close("alfa", plan)
    assert not shop.stock.held
    with pytest.raises(Refused, match="or it is over"):
        send(shop, lot, 10, plan=plan)


def test_a_count_that_finds_less_cuts_the_newest_plan(shop: Stores, lot: str) -> None:
    first, second = agreed(shop, lot, 60), agreed(shop, lot, 40)
    shop.count("bravo", [{"lot": lot, "counted": 70}], owner="alfa")
    kept = {plan: sum(one.values()) for plan, one in shop.stock.reserved.items()}
    assert kept == {first: 60, second: 10}
    cuts = [one for one in shop.changes if isinstance(one, Planned)]
    assert (cuts[-1].plan, cuts[-1].quantity) == (second, 10)
    check_books(shop.state)


def test_a_vehicle_is_promised_once_at_a_time(shop: Stores) -> None:
    van = {"vehicle": shop.vehicle("alfa")}
    plan = shop.plan("alfa", vehicles=[van | NIGHT])
    with pytest.raises(Refused, match="promised already"):
        shop.plan("alfa", vehicles=[van | NIGHT])
    shop.close("alfa", plan)
    shop.plan("alfa", vehicles=[van | NIGHT])


def test_kits_and_offers_are_registered(shop: Stores) -> None:
    kit(shop, shop.items["blanket"], shop.items["filter"])
    offer(shop, item=shop.items["blanket"], quantity=20)
    act = offer(shop, vehicle=shop.vehicle("alfa"))
    shop.close("alfa", act)
    assert act in shop.stock.over


# What is refused: (name, what is done, part of the sentence)
REFUSED: list[tuple[str, Deed, str]] = [
    (
        "a code of vehicles used twice",
        lambda s, _: [s.vehicle("alfa"), s.vehicle("alfa")],
        "already uses the code van",
    ),
    (
        "a vehicle whose home is nowhere",
        lambda s, _: s.vehicle("alfa", home="0" * 64),
        "no such site",
    ),
    ("a kit of what is no item", lambda s, _: kit(s, s.sites["alfa"]), "no such item"),
    (
        "an offer that is over",
        lambda s, _: offer(
            s,
            item=s.items["blanket"],
            quantity=1,
            until="2026-10-01T00:00:00Z",
        ),
        "over before it begins",
    ),
    (
        "offering no vehicle",
        lambda s, _: offer(s, vehicle=s.items["blanket"]),
        "There is no such vehicle",
    ),
    (
        "offering the vehicle of another",
        lambda s, _: offer(s, vehicle=s.vehicle("bravo")),
        "This vehicle belongs to bravo",
    ),
    (
        "a policy for oneself",
        lambda s, _: s.policy("alfa", "alfa"),
        "A policy is for another member",
    ),
    (
        "a policy for no member",
        lambda s, _: s.policy("alfa", "zulu"),
        "zulu is not a member",
    ),
    (
        "planning with more than there is",
        lambda s, lot: agreed(s, lot, 101),
        "100 of this lot are free here, not 101",
    ),
    (
        "planning with what another plan has",
        lambda s, lot: [agreed(s, lot, 60), agreed(s, lot, 41)],
        "40 of this lot are free here, not 41",
    ),
    (
        "planning with the goods of another",
        lambda s, lot: s.plan("bravo", (lot, "bravo", s.need(s.sites["charlie"]), 1)),
        "0 of this lot are free here",
    ),
    (
        "planning with a frozen lot",
        lambda s, lot: [s.recall("alfa", lot), agreed(s, lot)],
        "it is frozen",
    ),
    (
        "planning for a need that is closed",
        lambda s, lot: [
            (need := s.need(s.sites["charlie"])),
            s.close("charlie", need),
            s.plan("alfa", (lot, "bravo", need, 1)),
        ],
        "there is no such need any more",
    ),
    (
        "sending under no plan",
        lambda s, lot: send(s, lot, 1, plan="0" * 64),
        "There is no such plan, or it is over",
    ),
    (
        "sending the goods of an owner who has not agreed",
        lambda s, lot: send(
            s, lot, 1, plan=s.plan("bravo", vehicles=[_van(s, "bravo")])
        ),
        "alfa has not agreed to this plan",
    ),
    (
        "sending more than was planned",
        lambda s, lot: send(s, lot, 61, plan=agreed(s, lot)),
        "the plan has 60 of this lot left for that place",
    ),
    (
        "sending what was planned for another place",
        lambda s, lot: send(
            s, lot, 1, plan=agreed(s, lot), destination=s.sites["alfa"]
        ),
        "the plan has 0 of this lot left",
    ),
    (
        "promising a vehicle twice",
        lambda s, _: [
            s.plan("alfa", vehicles=[_van(s, "alfa")]),
            s.plan("alfa", vehicles=[_known(s) | NIGHT]),
        ],
        "promised already",
    ),
    (
        "promising a vehicle twice at once",
        lambda s, _: s.plan("alfa", vehicles=2 * [_van(s, "alfa")]),
        "promised already",
    ),
]


def _van(shop: Stores, member: str) -> dict[str, str]:
    return {"vehicle": shop.vehicle(member)} | NIGHT


def _known(shop: Stores) -> dict[str, str]:
    return {"vehicle": next(iter(shop.stock.engaged))}


@pytest.mark.parametrize(
    ("deed", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        deed(shop, lot)
    check_books(shop.state)


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (lambda s, _: s.plan("alfa"), "takes goods or vehicles"),
        (lambda s, _: offer(s), "a quantity of an item, or a vehicle"),
        (
            lambda s, _: offer(s, item=s.items["blanket"]),
            "a quantity of an item, or a vehicle",
        ),
        (
            lambda s, _: kit(s, s.items["blanket"], s.items["blanket"]),
            "the same item twice",
        ),
        (
            lambda s, _: s.plan(
                "alfa",
                vehicles=[
                    {
                        "vehicle": s.vehicle("alfa"),
                        "since": NIGHT["until"],
                        "until": NIGHT["since"],
                    }
                ],
            ),
            "ends before it begins",
        ),
        (
            lambda s, lot: s.plan("alfa", *2 * [(lot, "bravo", "0" * 64, 1)]),
            "the same lot for the same need twice",
        ),
    ],
)
def test_malformed(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Malformed, match=sentence):
        deed(shop, lot)
