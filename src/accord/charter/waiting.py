"""What waits for a reader in the charter: stamps, applications, invitations."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.charter.models import Application
from accord.charter.wording import change, heading
from accord.core.rules.requirement import Key
from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.ledger.cache import reading
from accord.people.names import member_title
from accord.people.queries import open_invitations
from accord.people.reader import Reader
from accord.people.waiting import Waiting


def waiting(reader: Reader) -> list[Waiting]:
    """For who looks after people: others see these on the pages of members."""
    if not reader.has("people"):
        return []
    return [*_rosters(reader), *_applications(), *_invitations(reader)]


def _rosters(reader: Reader) -> list[Waiting]:
    """Changes of members that my organisation's stamp is not on."""
    found = []
    for row in queries.acts(["charter.roster"], state="open"):
        seal = seal_of(reader.member)
        shown = board(row.id, seal.keyid if seal else None)
        if shown is not None and shown.may_sign:
            found.append(_roster(row, shown))
    return found


def _roster(row: queries.ActRow, shown: Board) -> Waiting:
    language = get_language() or "en"
    effect = _("Needs your organisation’s stamp, which is kept off this device.")
    if shown.last:
        effect = _("Your organisation’s stamp completes it: it takes effect at once.")
    return Waiting(
        kind=_("Change of members"),
        act_id=row.id,
        title=heading(change(row.id), language),
        who=member_title(row.by, language),
        url=reverse("charter:roster", args=[row.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=effect,
        urgent_at=row.closes,
    )


def seal_of(member: str) -> Key | None:
    """A member's seal in force, or None for who is not a member (yet, or any more)."""
    with reading() as state:
        seals = state.in_force().seals
        return next(
            (state.keys[keyid] for keyid, whose in seals.items() if whose == member),
            None,
        )


def _applications() -> list[Waiting]:
    rows = Application.objects.filter(wants="organisation", state="new")
    return [
        Waiting(
            kind=_("Application"),
            act_id="",
            title=_("{name} asks to join").format(name=row.name or row.handle),
            who="",
            url=reverse("charter:application", args=[row.id]),
            effect=_("A member who knows them can vouch for them."),
        )
        for row in rows.order_by("created")
    ]


def _invitations(reader: Reader) -> list[Waiting]:
    """One line for all invitations that nobody has taken up."""
    count = len(open_invitations(reader.member))
    if not count:
        return []
    said = ngettext(
        "{count} invitation has not been taken up",
        "{count} invitations have not been taken up",
        count,
    )
    return [
        Waiting(
            kind=_("Invitations"),
            act_id="",
            title=said.format(count=count),
            who="",
            url=reverse("people:devices"),
            effect=_("Each works for 14 days. Ask whether the link has arrived."),
        )
    ]
