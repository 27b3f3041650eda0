"""A hundred thousand movements of goods: pages, the past, and memory.

The log of a region: 40 stores of three members, 300 items, records of ten lines each.
Goods come in, half of them with a date, are put aside, packed for other stores and
given out; 500 needs are registered meanwhile, and some goods are still on their way.

    python benchmarks/movements.py [--movements 100000] [--json]
"""

import argparse
import gc
import random
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from statistics import quantiles
from time import process_time

from _hub import GROUP, Store, store
from _report import report
from django.conf import settings
from django.test import Client

from accord.core.acts import times
from accord.core.acts.envelope import sign
from accord.core.rules.changes import Account
from accord.ledger import cache
from accord.ledger.cache import leaves as cached_leaves
from accord.ledger.cache import reading
from accord.sequencer.posts import Post, make_post
from accord.supplies import then
from accord.supplies.models import Balance, Consignment, Movement
from tests.coalition import FOUNDERS, blob, seed
from tests.stores import replayed

LINES = 10
SITES, ITEMS, KEPT = 40, 300, 25
NEEDS, EVERY = 500, 10  # so many needs, one after so many other records
DONOR = "lantern-guild"
STUCK = 0.03  # of consignments: nobody has received them yet
PAGES_GOAL, PAST_GOAL = 200, 50
Body = dict[str, object]


class Region:
    """Stores, items, and what lies where by the records made so far."""

    def __init__(self, made: Store) -> None:
        self.made, self.hub = made, made.hub
        self.random = random.Random(5)  # noqa: S311 - a chance for figures
        for member in FOUNDERS:
            self.hub.enrol(f"{member}/driver", "supplies")
        self.sites = [self._site(n) for n in range(SITES)]
        self.items = [self._item(n) for n in range(ITEMS)]
        self.lots: dict[str, list[str]] = {site: [] for _by, site in self.sites}
        self.kept = {
            site: self.random.sample(self.items, KEPT) for _by, site in self.sites
        }

    def _site(self, n: int) -> tuple[str, str]:
        by = FOUNDERS[n % len(FOUNDERS)]
        place = {"name": f"Store {n}", "address": "", "lat": "45.1", "lon": "28.8"}
        told = {"place": blob(place)}
        body = {"code": f"store-{n}"}
        return by, self.hub.does("supplies.site", f"{by}/supplies", body, told)

    def _item(self, n: int) -> str:
        body = {"code": f"item-{n}", "unit": "piece", "grams": 900, "millilitres": 10}
        names = {"names": blob({"en": f"Item {n}"})}
        whole = body | {"packs": []}
        return self.hub.does("supplies.item", "alfa/supplies", whole, names)

    def acts(self, movements: int) -> Iterator[tuple[str, str, Body, list[str]]]:
        """(kind, by, body, signers) until so many movements are made."""
        made = 0
        while made < movements:
            by, site = self.random.choice(self.sites)
            here = {"site": site, "owner": by}
            kind = self._kind(site)
            if kind == "supplies.receive":
                lines: list[dict[str, object]] = [
                    {"item": self.random.choice(self.kept[site]), "quantity": 1000}
                    for _ in range(LINES)
                ]
                for line in lines[::2]:
                    line["expiry"] = f"2027-{self.random.randrange(1, 13):02}-28"
                body = here | {"donor": DONOR, "field": False}
            else:
                few = self.random.sample(self.lots[site], LINES)
                lines = [{"lot": lot, "quantity": 1} for lot in few]
                body = here | self._more(kind, site)
            made += LINES * (2 if kind == "supplies.consign" else 1)
            yield kind, by, body | {"lines": lines}, [f"{by}/supplies"]

    def _kind(self, site: str) -> str:
        if len(self.lots[site]) < 5 * LINES:
            return "supplies.receive"
        kinds = (
            "supplies.receive",
            "supplies.use",
            "supplies.move",
            "supplies.consign",
        )
        return self.random.choices(kinds, (1, 8, 4, 4))[0]

    def _more(self, kind: str, site: str) -> Body:
        if kind == "supplies.use":
            return {"people": 40, "field": False}
        if kind == "supplies.move":
            return {"condition": "good", "target": site, "to": "damaged"}
        to, destination = self.random.choice(self.sites)
        return {"receiver": to, "destination": destination, "field": False}

    def build(self, movements: int) -> None:
        """Appends records in groups, an hour apart."""
        posts: list[Post] = []
        for n, (kind, by, body, signers) in enumerate(self.acts(movements)):
            act = self._post(posts, kind, by, body, signers)
            if n % EVERY == 0 and n // EVERY < NEEDS:
                self._need(posts)
            if kind == "supplies.consign" and self.random.random() > STUCK:
                self._hand_over(posts, act, by, body)
            if kind == "supplies.receive":
                self.lots[str(body["site"])] += [f"{act}.{n}" for n in range(LINES)]
            if len(posts) >= GROUP:
                self._deliver(posts)
        self._deliver(posts)

    def _post(
        self, posts: list[Post], kind: str, by: str, body: Body, signers: list[str]
    ) -> str:
        payload = self.hub.act(kind, by, body)
        envelope = sign(payload, *(seed(one) for one in signers))
        posts.append(make_post([envelope], []))
        return posts[-1].parts[0].act.id

    def _need(self, posts: list[Post]) -> None:
        by, site = self.random.choice(self.sites)
        body: Body = {
            "site": site,
            "item": self.random.choice(self.items),
            "quantity": 5000,
            "priority": self.random.randrange(1, 6),
            "people": 40,
            "due": "2027-12-24T08:00:00Z",
        }
        self._post(posts, "supplies.need", by, body, [f"{by}/supplies"])

    def _hand_over(self, posts: list[Post], act: str, giver: str, sent: Body) -> None:
        """The receiver counts all of it, and puts it in store."""
        receiver = str(sent["receiver"])
        line = {"good": 1, "damaged": 0, "missing": 0, "excess": 0}
        body = {
            "consignment": act,
            "giver": giver,
            "receiver": receiver,
            "site": sent["destination"],
            "field": True,
            "lines": [{"line": n} | line for n in range(LINES)],
        }
        signers = [f"{receiver}/driver", f"{giver}/supplies"]
        self._post(posts, "supplies.handover", receiver, body, signers)

    def _deliver(self, posts: list[Post]) -> None:
        """Appends what was made, and lets an hour pass."""
        self.made.append(posts)
        posts.clear()
        self.hub.wait(hours=1)


def main() -> None:
    """Builds the log and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--movements", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    settings.SECRET_KEY = "of a benchmark, for nobody " * 2
    with store() as made:
        Region(made).build(asked.movements)
        report("movements in the log", Movement.objects.count(), "rows")
        started_anew()
        client = Client(SERVER_NAME="127.0.0.1")
        made.hub.sign_in(client, "alfa/voice")
        base = least(client)
        pages(client, base)
        past(base)
        memory()


def started_anew() -> None:
    """The state as a server has it that was just started: replayed, not grown."""
    cache.drop()
    with reading():
        pass


def cpu(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of this process's own work in each round, the shortest first.

    What a reader waits for on a machine that does nothing else.
    """
    taken = []
    for _ in range(rounds):
        start = process_time()
        work()
        taken.append(1000 * (process_time() - start))
    return sorted(taken)


def least(client: Client) -> float:
    """Milliseconds of a page that lists nothing: what every page of the desk takes."""
    taken = cpu(partial(page, client, "/en/desk/supplies/kits"), 20)
    return taken[len(taken) // 2]


def pages(client: Client, base: float) -> None:
    """The board pages, as a member's browser asks for them."""
    site = Balance.objects.filter(place__startswith="site:").exclude(holder="")
    busiest = site.order_by("place").values_list("place", flat=True)[0][5:]
    sent = Consignment.objects.order_by("-index").values_list("act", flat=True)[0]
    here = "/en/desk/supplies"
    addresses = {
        "board by owner": here,
        "board by store": f"{here}?by=site",
        "board by item": f"{here}?by=item",
        "all stock, a page": f"{here}/stock?page=3",
        "all needs, a page": f"{here}/needs?page=2",
        "all on the way, a page": f"{here}/transit",
        "charts": f"{here}/charts",
        "report of a donor, a page": f"{here}/donors/{DONOR}?page=3",
        "report of a donor, CSV": f"{here}/donors/{DONOR}/report.csv",
        "one store": f"{here}/sites/{busiest}",
        "one store as it was": f"{here}/sites/{busiest}/then",
        "catalogue": f"{here}/items",
        "one consignment": f"{here}/consignments/{sent}",
    }
    for name, address in addresses.items():
        taken = cpu(partial(page, client, address), 20)
        p95 = quantiles(taken, n=20)[-1]
        told = f"p95 < {PAGES_GOAL} ms"
        met = p95 < PAGES_GOAL
        report(f"page: {name}, p95", p95, "ms", p95 / base, told, met)


def page(client: Client, address: str) -> None:
    """One page, whole."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def past(base: float) -> None:
    """The stock of accounts at moments all over the log."""
    chosen = random.Random(7)  # noqa: S311 - a chance for figures
    first = times.parse(Movement.objects.order_by("position")[0].time)
    last = times.parse(Movement.objects.order_by("-position")[0].time)
    span = (last - first).total_seconds()
    places = Balance.objects.exclude(holder="").values_list(
        "holder", "place", "owner", "condition"
    )
    accounts = [Account(*one) for one in places.distinct()]

    def ask() -> Callable[[], object]:
        at = chosen.choice(accounts)
        moment = first + timedelta(seconds=chosen.uniform(0, span))
        return lambda: then.account(at, moment)

    taken = sorted(cpu(ask(), 1)[0] for _ in range(200))
    p95 = quantiles(taken, n=20)[-1]
    goal = f"p95 < {PAST_GOAL} ms"
    report(
        "stock of an account then, p95", p95, "ms", p95 / base, goal, p95 < PAST_GOAL
    )
    report("stock of an account then, slowest", taken[-1], "ms", taken[-1] / base)


def memory() -> None:
    """What the state takes, built once more beside the one that is there."""
    with reading() as state:
        acts, size = len(state.acts), state.size
    leaves = list(cached_leaves(0, size))
    gc.collect()
    tracemalloc.start()
    again = replayed(leaves)
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    assert len(again.acts) == acts
    report("memory of the state", taken, "MiB")
    report(
        "memory of the state, a movement", 2**10 * taken / len(leaves) / LINES, "KiB"
    )


if __name__ == "__main__":
    main()
