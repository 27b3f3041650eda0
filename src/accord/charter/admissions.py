"""Applications, and how one becomes a member: the same ceremony as the founding.

An application is answered by a member, the sponsor. The newcomer gets a private link,
reads the declaration and hands in its stamp card; the sponsor prepares the new list of
members; the file goes round, and the newcomer signs last.
"""

import secrets

from django.db import transaction

from accord.charter import sealing
from accord.charter.models import Application, RosterDraft
from accord.charter.rooms import tidy
from accord.charter.rosters import check_handle, next_terms
from accord.core.acts import keys
from accord.core.acts.charter import MemberKeys, Roster
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import Refused
from accord.core.rules.charter import roster_requirement
from accord.core.rules.requirement import Key
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.ledger.prepare import act_of, prepare

MAX_OPEN = 2000  # messages that are kept at once


def apply(
    wants: str, *, language: str = "", confirmed: bool = True, **fields: str
) -> Application:
    """What somebody sent, sealed; its token is the sender's secret link."""
    if Application.objects.filter(state="new").count() >= MAX_OPEN:
        raise Refused("Too many messages wait for an answer. Please write to us.")
    with reading() as state:
        to = sealing.recipients(state)
    return Application.objects.create(
        token=secrets.token_urlsafe(24),
        wants=wants,
        language=language,
        sealed=sealing.seal({name: tidy(one) for name, one in fields.items()}, to),
        readers=",".join(to),
        created=clock.now(),
        confirmed=clock.now() if confirmed else None,
    )


@transaction.atomic
def erase(application: Application) -> None:
    """The sender takes it back: nothing of it is kept here."""
    RosterDraft.objects.filter(application=application, act="").delete()
    RosterDraft.objects.filter(application=application).update(name="", note="")
    application.delete()


def decline(application: Application, member: str) -> None:
    """A member answers that it will not be."""
    _must_be(application, "new")
    application.state, application.answered_by = "declined", member
    application.save(update_fields=["state", "answered_by"])


@transaction.atomic
def sponsor(application: Application, member: str, name: str = "") -> RosterDraft:
    """A member vouches for an applicant, who gets a private link.

    `name` is what to call it where this server cannot read what it wrote.
    """
    _must_be(application, "new")
    application.state, application.answered_by = "sponsored", member
    application.save(update_fields=["state", "answered_by"])
    return RosterDraft.objects.create(
        application=application,
        token=secrets.token_urlsafe(24),
        sponsor=member,
        name=tidy(name) or application.words.get("name", ""),
        handle=application.words.get("handle", ""),
        created=clock.now(),
    )


def _must_be(application: Application, state: str) -> None:
    if application.wants != "organisation" or application.state != state:
        raise Refused("This application was answered already.")


def hand_in(draft: RosterDraft, handle: str, seal: str) -> None:
    """The newcomer chooses its handle and hands in its stamp card."""
    if is_recorded(draft):
        raise Refused("The members are signing already; nothing can be changed now.")
    with reading() as state:
        check_handle(state, handle)
        if keys.keyid(seal) in state.keys:
            raise Refused("This stamp was used before. Make a new one.")
    draft.handle, draft.seal = handle, seal
    draft.payload, draft.contents, draft.act = None, {}, ""
    draft.save()


def prepare_roster(draft: RosterDraft, note: str) -> None:
    """The next list of members, with the newcomer: ready for the sponsor's stamp."""
    if is_recorded(draft):
        raise Refused("The members are signing already; nothing can be changed now.")
    if not draft.seal:
        raise Refused("The newcomer has not handed in its stamp card yet.")
    with reading() as state:
        newcomer = {draft.handle: MemberKeys((draft.seal,), None)}
        body = next_terms(state, join=newcomer)
        sponsors = state.in_force().terms.members.get(draft.sponsor)
    if sponsors is None:
        raise Refused("{handle} is not a member.", handle=draft.sponsor)
    contents = {"note": {"text": tidy(note)}} if note.strip() else {}
    prepared = prepare(
        draft.sponsor,
        "charter.roster",
        body,
        contents,
        keyid=keys.keyid(sponsors.seals[0]),
    )
    draft.note, draft.act = tidy(note), act_of(prepared)
    draft.payload = prepared.payload
    draft.contents = {name: to_base64(data) for name, data in prepared.blobs.items()}
    draft.save()


def is_recorded(draft: RosterDraft) -> bool:
    """Whether the members sign it now, or it is in force."""
    row = queries.act(draft.act) if draft.act else None
    return row is not None and row.state in ("open", "effect")


def stage(draft: RosterDraft) -> str:
    """Where an admission stands.

    `card`: the newcomer's stamp card is missing; `prepare`: the list has to be made;
    `stamp`: the sponsor's stamp is missing; `open`: the members sign; `last`: only the
    newcomer is missing; `member`; `closed`: it did not come into force.
    """
    if not draft.seal:
        return "card"
    if draft.payload is None:
        return "prepare"
    row = queries.act(draft.act)
    if row is None:
        return "stamp"
    if row.state == "open":
        return "last" if only_lacks(draft.act, draft.handle, draft.seal) else "open"
    return "member" if row.state == "effect" else "closed"


def only_lacks(act_id: str, handle: str, seal: str) -> bool:
    """Whether a newcomer's stamp would complete the list of members that names it."""
    newcomer = Key(
        keys.keyid(seal), seal, "seal", act_id, handle, None, frozenset({"seal"})
    )
    with reading() as state:
        record = state.acts[act_id]
        if not isinstance(record.act.body, Roster):
            return False
        needed = roster_requirement(record.act, record.act.body.terms, state.in_force())
        return needed.met([*state.live_signers(record, state.time), newcomer])


def file_of(draft: RosterDraft) -> tuple[Envelope, dict[str, bytes]]:
    """The prepared list with its signatures so far, and its contents."""
    if draft.payload is None:
        raise Refused("There is nothing to sign yet.")
    known = queries.envelope(draft.act)
    blobs = {name: from_base64(data) for name, data in draft.contents.items()}
    return known or Envelope(bytes(draft.payload), ()), blobs
