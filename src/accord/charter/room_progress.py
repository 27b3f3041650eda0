"""Where a founding room stands, in words: the steps, and what is still missing."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from accord.charter.models import Room, RoomDeclaration, RoomFounder
from accord.core.rules.quorum import COSIGNED


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, as components/steps.html draws it: done, now or later."""

    title: str
    state: str
    text: str = ""


def missing(room: Room) -> list[str]:
    """What has to be there before the texts can be closed."""
    said = [_text_missing(one) for one in room.texts.order_by("id")]
    founders = list(room.founders.order_by("id"))
    if len(founders) < 2:
        said.append(_("A coalition has at least two founders. Invite another one."))
    for one in founders:
        if one.entered is None:
            said.append(_("{who} has not come in yet.").format(who=seat_name(one)))
        elif not one.seal:
            said.append(
                _("{who} has not handed in a stamp card.").format(who=seat_name(one))
            )
    if room.finality == COSIGNED and not any(one.copy for one in founders):
        said.append(
            _(
                "Members’ own copies are to confirm records, and nobody has handed in "
                "the key of one."
            )
        )
    return [one for one in said if one]


def _text_missing(text: RoomDeclaration) -> str:
    lacking = [
        word
        for word, value in (
            (_("the name of the coalition"), text.name),
            (_("a title"), text.title),
            (_("the declaration"), text.text),
        )
        if not value
    ]
    if not lacking:
        return ""
    language = LANG_INFO.get(text.language, {}).get("name_local", text.language)
    return _("{language}: still to be written: {what}.").format(
        language=language, what=", ".join(lacking)
    )


def seat_name(founder: RoomFounder) -> str:
    """How a founder is called in the room."""
    return founder.name or founder.handle or _("A founder without a name yet")


def steps(room: Room) -> list[StepView]:
    """The whole way, with the step that is taken now."""
    texts_done = all(one.name and one.title and one.text for one in room.texts.all())
    seats = list(room.founders.all())
    stamps = sum(bool(one.seal) for one in seats)
    stamps_done = len(seats) > 1 and stamps == len(seats)
    frozen, done = room.payload is not None, bool(room.coalition)
    count = _("{done} of {all}")
    return _states(
        [
            (_("Agree on the words"), "", texts_done or frozen),
            (
                _("Make the stamps"),
                count.format(done=stamps, all=len(seats)),
                stamps_done or frozen,
            ),
            (_("Close the texts"), "", frozen),
            (
                _("Sign"),
                count.format(done=sum(one.has_signed for one in seats), all=len(seats)),
                done,
            ),
            (_("Invite your people"), "", False),
        ]
    )


def _states(steps: list[tuple[str, str, bool]]) -> list[StepView]:
    found, open_before = [], False
    for title, text, done in steps:
        state = "done" if done else "later" if open_before else "now"
        open_before = open_before or not done
        found.append(StepView(title, state, text))
    return found
