"""Where each kind of act has its page."""

from collections.abc import Callable

from django.urls import reverse

from accord.core.acts.act import Act
from accord.ledger.queries import ActRow
from accord.people.kinds import JOINT
from accord.people.may import about

TASKS = ("actions.task", "actions.done")


def page(act: ActRow) -> str:
    """The address of the page that shows an act best, in the active language."""
    if act.kind in PAGES:
        return PAGES[act.kind](act.id)
    if act.kind in TASKS:
        return reverse("actions:tasks")
    if act.kind.startswith("actions."):
        return reverse("actions:action", args=[_first(act.parsed)])
    if act.kind.startswith("reports."):
        return reverse("reports:report", args=[_first(act.parsed)])
    if act.kind.startswith("voice."):
        return reverse("voice:decision", args=[act.id])
    if act.kind.startswith("supplies.") and act.kind in JOINT:
        return reverse("supplies:record", args=[act.id])
    return reverse("desk:decision", args=[act.id])


def _first(act: Act) -> str:
    """The action or report that an act is about; itself, where it is one."""
    return about(act.body) or act.id


def _list(name: str) -> Callable[[str], str]:
    return lambda _act_id: reverse(name)


PAGES: dict[str, Callable[[str], str]] = {
    "supplies.item": _list("supplies:items"),
    "supplies.site": lambda act_id: reverse("supplies:site", args=[act_id]),
    "supplies.vehicle": _list("supplies:vehicles"),
    "supplies.kit": _list("supplies:kits"),
    "supplies.offer": _list("supplies:offers"),
    "supplies.policy": _list("supplies:policies"),
    "charter.amend": lambda act_id: reverse("charter:stamped", args=[act_id]),
    "charter.close": lambda act_id: reverse("charter:stamped", args=[act_id]),
    "charter.roster": lambda act_id: reverse("charter:roster", args=[act_id]),
    "charter.found": _list("charter:declaration"),
    "charter.profile": _list("charter:desk-members"),
}
