"""Stores along the river, and plans over them."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from accord.core.acts import times
from accord.ledger import clock
from accord.people.reader import Reader
from accord.planner.errors import PlannerError
from accord.planner.routing.solve import Budget, Watch
from accord.planner.transport.carry import Effort
from accord.supplies.models_planning import PlanRun
from accord.supplies.planning import process, runner, runs, work
from accord.supplies.planning.asked import Asked
from tests.coalition import blob
from tests.hub import Hub
from tests.stores import Stores

# Where the river is between them: Tulcea and Isaccea lie south of it.
TULCEA = ("45.1787", "28.8050")
ISACCEA = ("45.2667", "28.4667")
IZMAIL = ("45.3506", "28.8375")
RENI = ("45.4542", "28.2773")


def inline(
    order: process.Order,
    problem: Mapping[str, object],
    progress: Callable[[dict[str, Any]], bool],
) -> dict[str, Any]:
    """What `process.run` does, here and in no time: three searches of 200 rounds."""
    progress({"seconds": 0, "tasks": 0, "gains": 0})
    effort = Effort(Budget(60, 3, 200), order.seed, Watch(time.monotonic), 0)
    try:
        return work.answer(json.dumps(problem).encode(), order.routing, effort)
    except PlannerError as error:
        raise process.Failed(str(error)) from error


def hub_of(shop: Stores) -> Hub:
    """The hub under the stores."""
    hub = shop.coalition
    assert isinstance(hub, Hub)
    return hub


def site(shop: Stores, member: str, code: str, at: tuple[str, str]) -> str:
    """A site of a member with coordinates, which are texts and may be wrong."""
    told = {"name": f"{code} hall", "address": "", "lat": at[0], "lon": at[1]}
    shop.sites[code] = shop.coalition.does(
        "supplies.site",
        f"{member}/supplies",
        {"code": code},
        {"place": blob(told)},
    )
    return shop.sites[code]


def stock(
    shop: Stores, member: str, at: str, quantity: int, expiry: str | None = None
) -> str:
    """Blankets of a member in a store of its own; returns the lot."""
    line: dict[str, object] = {"item": shop.items["blanket"], "quantity": quantity}
    if expiry:
        line["expiry"] = expiry
    return shop.receive(member, site=shop.sites[at], lines=[line])


def later(days: int) -> str:
    """A time so many days from now, as acts write it."""
    return times.write(clock.now() + timedelta(days=days))


def tomorrow() -> date:
    """The day after this one."""
    return clock.now().date() + timedelta(days=1)


def reader(shop: Stores, name: str) -> Reader:
    """A person as a page knows it."""
    member, _, person = name.partition("/")
    roles = frozenset({"supplies"})
    return Reader(member, person, "0" * 64, "", roles, "", "")


def planned(shop: Stores, by: str = "alfa/supplies", **more: Any) -> PlanRun:  # noqa: ANN401
    """A plan that is made here and now."""
    run = runs.ask(reader(shop, by), Asked(**{"since": tomorrow(), **more}))
    assert runner.work_off() == 1
    run.refresh_from_db()
    return run


def given(run: PlanRun) -> dict[str, int]:
    """What each need gets."""
    found: dict[str, int] = {}
    assert run.plan is not None, run.error
    for one in run.plan["deliveries"]:
        found[one["need"]] = found.get(one["need"], 0) + one["quantity"]
    return found
