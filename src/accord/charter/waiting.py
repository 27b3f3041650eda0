"""What waits for a reader in the charter: stamps, applications, invitations."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.charter import inbox
from accord.charter.models import Application
from accord.charter.queries import STAMPED, stamped_title
from accord.core.acts.course import Lead
from accord.core.rules.requirement import Key
from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.ledger.cache import reading
from accord.people import kinds
from accord.people.names import member_title
from accord.people.queries import open_invitations
from accord.people.reader import Reader
from accord.people.waiting import Waiting


def waiting(reader: Reader) -> list[Waiting]:
    """For who looks after people: others see these on the pages of members."""
    if not reader.has("people"):
        return _messages(reader)
    return [
        *_stamped(reader),
        *_leads(reader),
        *_applications(),
        *_messages(reader),
        *_invitations(reader),
    ]


def _stamped(reader: Reader) -> list[Waiting]:
    """Changes of the charter that my organisation's stamp is not on."""
    found = []
    for row in queries.acts(STAMPED, state="open"):
        seal = seal_of(reader.member)
        shown = board(row.id, seal.keyid if seal else None)
        if shown is not None and shown.may_sign:
            found.append(_change(row, shown))
    return found


def _leads(reader: Reader) -> list[Waiting]:
    """Proposals who is to lead, which this device can sign."""
    language = get_language() or "en"
    found = []
    for row in queries.acts(["charter.lead"], state="open"):
        shown = board(row.id, reader.keyid)
        if shown is None or not shown.waits:
            continue
        found.append(
            Waiting(
                kind=kinds.name(row.kind),
                act_id=row.id,
                title=lead_title(row, language),
                who=member_title(row.by, language),
                url=reverse("desk:decision", args=[row.id]),
                need=shown.need,
                signed=shown.signed,
                last=shown.last,
                effect=_("Your signature completes it: it is public at once.")
                if shown.last
                else "",
                urgent_at=row.closes,
            )
        )
    return found


def lead_title(row: queries.ActRow, language: str) -> str:
    """Who is to lead: the name, or the member."""
    named = queries.content(row, "lead") or {}
    body = row.parsed.body
    member = body.member if isinstance(body, Lead) else ""
    return str(named.get("name", "")) or member_title(member, language)


def _change(row: queries.ActRow, shown: Board) -> Waiting:
    language = get_language() or "en"
    title, url = stamped_title(row, language)
    effect = _("Needs your organisation’s stamp, which is kept off this device.")
    if shown.last:
        effect = _("Your organisation’s stamp completes it: it takes effect at once.")
    return Waiting(
        kind=kinds.name(row.kind),
        act_id=row.id,
        title=title,
        who=member_title(row.by, language),
        url=url,
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
            title=_asks(row),
            who="",
            url=reverse("charter:application", args=[row.id]),
            effect=_("A member who knows them can vouch for them."),
        )
        for row in rows.order_by("created")
    ]


def _asks(row: Application) -> str:
    name = row.words.get("name") or row.words.get("handle")
    if not name:
        return _("An organisation asks to join")
    return _("{name} asks to join").format(name=name)


def _messages(reader: Reader) -> list[Waiting]:
    """One line for all messages from outside that nobody has taken."""
    count = inbox.unseen(reader)
    if not count:
        return []
    said = ngettext(
        "{count} message from outside waits for somebody",
        "{count} messages from outside wait for somebody",
        count,
    )
    return [
        Waiting(
            kind=_("Messages"),
            act_id="",
            title=said.format(count=count),
            who="",
            url=reverse("inbox:list"),
            effect=_("Whoever takes one looks after it."),
        )
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
