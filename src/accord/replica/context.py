"""What every page of a member's copy says above all else: that it is one."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext

from accord.replica.models import Following


@dataclass(frozen=True)
class Banner:
    """The words of the banner; `evidence` is an address, where there is any."""

    title: str
    how_far: str
    trouble: str
    evidence: str


def copy(request: HttpRequest) -> dict[str, object]:
    """The context processor: `copy`, empty on a hub."""
    row = getattr(request, "copy", None)
    return {"copy": SimpleLazyObject(lambda: _banner(row))}


def _banner(row: Following | None) -> Banner | None:
    if row is None:
        return None
    behind = max(0, row.host_size - row.seen_size)
    how_far = gettext("All records of the host are here and were checked.")
    if behind:
        how_far = ngettext(
            "{count} record behind the host.",
            "{count} records behind the host.",
            behind,
        ).format(count=behind)
    title = gettext("A copy kept by {member}.").format(member=row.member)
    evidence = f"/log/evidence/{row.evidence}" if row.evidence else ""
    kind = row.evidence.partition("-")[0] or row.trouble_kind
    return Banner(title, how_far, _trouble(kind, row.url), evidence)


def _trouble(kind: str, url: str) -> str:
    """What is wrong, for readers; operators have the exact words in the status."""
    if not kind:
        return ""
    sentences = {
        "unreachable": gettext("The host at {url} does not answer."),
        "fork": gettext(
            "The host at {url} has signed two different histories. Records that were "
            "saved have been changed or left out."
        ),
        "rewind": gettext(
            "The host at {url} has gone back: records that were saved are missing."
        ),
        "standing": gettext(
            "The host at {url} has signed that something else was agreed, corrected or "
            "withdrawn than the records say."
        ),
        "leaf": gettext(
            "The host at {url} has signed for a record that no member could make."
        ),
        "time": gettext("The host at {url} has signed times that go back."),
    }
    other = gettext("What the host at {url} sends does not pass this copy’s checks.")
    return sentences.get(kind, other).format(url=url)
