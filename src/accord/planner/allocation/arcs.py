"""Which lot may go to which need, and what stands in the way where it may not.

The gates, in the order in which a lot meets them:

    no_stock      it is another item, or there is none
    recalled      its owner has frozen it
    earmarked     it was given for needs at another place
    no_consent    its owner does not let this member have it
    refused       its owner has refused it for this need
    no_vehicle    no vehicle takes this owner's goods in this temperature
    no_way        there is no way from the store to the place
    too_late      no vehicle can bring it in time
    would_expire  it would not keep long enough after it arrives
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from accord.planner.problem import EVERYONE, Lot, Need, Policy, Problem, Vehicle
from accord.planner.travel import Floats, Travel

GATES = (
    "no_stock",
    "recalled",
    "earmarked",
    "no_consent",
    "refused",
    "no_vehicle",
    "no_way",
    "too_late",
    "would_expire",
)


@dataclass(frozen=True, slots=True)
class Arc:
    """A lot (its place in the problem) that may go to a need, and how far that is."""

    lot: int
    need: int
    metres: int
    policies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocked:
    """The first gate that keeps a lot from a need."""

    lot: int
    need: int
    gate: str


def arcs(problem: Problem, travel: Travel) -> tuple[list[Arc], list[Blocked]]:
    """Every lot of a wanted item with every need that wants it: open or blocked."""
    judge = _Judge(problem, travel)
    by_item = defaultdict(list)
    for place, one in enumerate(problem.lots):
        by_item[one.item].append(place)
    open_: list[Arc] = []
    blocked: list[Blocked] = []
    for need in range(len(problem.needs)):
        for item in problem.needs[need].items:
            for lot in by_item[item]:
                found = judge.judge(lot, need)
                if isinstance(found, Arc):
                    open_.append(found)
                else:
                    blocked.append(found)
    return open_, blocked


class _Judge:
    def __init__(self, problem: Problem, travel: Travel) -> None:
        self._problem = problem
        self._travel = travel
        self._sites = {one.id: one for one in problem.sites}
        self._bands = {one.id: one.band for one in problem.items}
        self._refused = {
            (one.need, one.owner) for one in problem.refused if one.owner is not None
        }
        self._policies = defaultdict(list)
        for place, policy in enumerate(problem.policies):
            self._policies[policy.owner].append((place, policy))
        self._arrivals: dict[tuple[str, str], Floats] = {}
        self._site_at = {one.id: at for at, one in enumerate(problem.sites)}
        self._all_metres = travel.ways().metres

    def judge(self, lot_at: int, need_at: int) -> Arc | Blocked:
        lot, need = self._problem.lots[lot_at], self._problem.needs[need_at]
        allowed = self._consent(lot, need)
        if lot.quantity <= 0:
            return Blocked(lot_at, need_at, "no_stock")
        if lot.frozen:
            return Blocked(lot_at, need_at, "recalled")
        if lot.place not in (None, need.place):
            return Blocked(lot_at, need_at, "earmarked")
        if allowed is None:
            return Blocked(lot_at, need_at, "no_consent")
        if (need.id, lot.owner) in self._refused:
            return Blocked(lot_at, need_at, "refused")
        gate = self._way(lot, need)
        if gate:
            return Blocked(lot_at, need_at, gate)
        here = self._sites[lot.site].place
        index = self._travel.index
        metres = self._all_metres[index[here], index[need.place]]
        return Arc(lot_at, need_at, round(metres), allowed)

    def _consent(self, lot: Lot, need: Need) -> tuple[int, ...] | None:
        """The policy to count against if it has a limit; None without any consent."""
        if lot.owner == need.member:
            return ()
        fitting = [
            (place, one)
            for place, one in self._policies[lot.owner]
            if self._fits(one, lot, need)
        ]
        if not fitting:
            return None
        place, policy = min(fitting, key=lambda pair: pair[1].limit is not None)
        return () if policy.limit is None else (place,)

    def _fits(self, policy: Policy, lot: Lot, need: Need) -> bool:
        return (
            policy.to in (need.member, EVERYONE)
            and (not policy.items or lot.item in policy.items)
            and (policy.until is None or policy.until >= self._problem.start)
        )

    def _way(self, lot: Lot, need: Need) -> str:
        arrival = self._arrival(lot, need)
        if arrival == np.inf:
            band = self._bands[lot.item]
            takers = any(takes(one, lot.owner, band) for one in self._problem.vehicles)
            way = self._travel.metres(self._sites[lot.site].place, need.place)
            if not takers:
                return "no_vehicle"
            return "no_way" if way is None else "too_late"
        if arrival > need.by:
            return "too_late"
        late = lot.expires is not None and lot.expires < arrival + need.keep
        return "would_expire" if late else ""

    def _arrival(self, lot: Lot, need: Need) -> float:
        """The earliest that any vehicle can be there with it, if it drives at once."""
        group = (lot.owner, self._bands[lot.item])
        if group not in self._arrivals:
            self._arrivals[group] = self._earliest(*group)
        site, place = self._site_at[lot.site], self._travel.index[need.place]
        earliest = float(self._arrivals[group][site, place])
        return earliest if need.since is None else max(earliest, need.since)

    def _earliest(self, owner: str, band: str) -> Floats:
        """The earliest arrival from each site at each place; infinite if there is none.

        The vehicle drives to the site, loads, drives on, and is home before its end.
        """
        stop, index = self._problem.stop_seconds, self._travel.index
        sites = [index[one.place] for one in self._problem.sites]
        opens = np.array([float(one.opens or 0) for one in self._problem.sites])
        best = np.full((len(sites), len(index)), np.inf)
        for one in self._problem.vehicles:
            if takes(one, owner, band):
                seconds, home = self._travel.ways(one).seconds, index[one.home]
                loaded = np.maximum(one.since + seconds[home, sites], opens) + stop
                arrival = loaded[:, None] + seconds[sites, :]
                home_again = arrival + stop + seconds[None, :, home]
                in_time = np.where(home_again <= one.until, arrival, np.inf)
                best = np.minimum(best, in_time)
        return best


def takes(vehicle: Vehicle, owner: str, band: str) -> bool:
    """Whether it carries this owner's goods at this temperature."""
    serves = EVERYONE in vehicle.serves or owner in (vehicle.owner, *vehicle.serves)
    return serves and band in vehicle.bands
