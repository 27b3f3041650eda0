"""The stops of the tour through a demonstration, as far as they are built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.core.acts.supplies import Handover
from accord.core.acts.voice import Words
from accord.desk import tampering
from accord.desk.tour_steps import Step, Stop, in_order
from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.people.reader import Reader
from accord.supplies.planning import runs as planning
from accord.voice.models import Statement

COOKIE = "accord_tour"
FERRY = "isaccea-orlivka"

# A sentence of the statement about wells, and the same turned around.
QUOTES = {
    "en": (
        "Water from these wells is not safe to drink, even where it looks clear",
        "Water from these wells is safe to drink, even where it looks clear",
    ),
    "uk": (
        "Вода з цих колодязів не придатна для пиття, навіть якщо здається прозорою",
        "Вода з цих колодязів придатна для пиття, навіть якщо здається прозорою",
    ),
    "ro": (
        "Apa din aceste fântâni nu este bună de băut, chiar dacă pare limpede",
        "Apa din aceste fântâni este bună de băut, chiar dacă pare limpede",
    ),
}


@dataclass(frozen=True)
class Visit:
    """A visitor of the tour: the request, the acts of the story by what they are, and
    the steps of this stop that were looked at."""

    request: HttpRequest
    told: Mapping[str, str]
    seen: frozenset[int] = frozenset()

    def act(self, name: str) -> ActRow | None:
        """An act of the story, if it has one."""
        return queries.act(self.told.get(name, ""))

    def is_(self, member: str, role: str) -> bool:
        """Whether the visitor has become somebody of this member with this role."""
        reader: Reader | None = getattr(self.request, "reader", None)
        return reader is not None and reader.member == member and reader.has(role)


def stop(number: int, visit: Visit) -> Stop | None:
    """The stop with this number, as this visitor sees it; None when there is none."""
    if not 1 <= number <= len(STOPS):
        return None
    return replace(STOPS[number - 1](visit), number=number, of=len(STOPS))


# The newsroom


def _newsroom(visit: Visit) -> Stop:
    steps = [
        Step(_("Look at a statement that was corrected."), _newest("corrected")),
        Step(_("And at one that was withdrawn."), _newest("retracted")),
    ]
    looks = [replace(one, look=True) for one in steps if one.url]
    return Stop(
        _("The newsroom"),
        _(
            "Four members, one of them without a name, speak with one voice, in three "
            "languages. What they corrected or withdrew does not disappear."
        ),
        reverse("voice:news"),
        in_order(looks, visit.seen),
    )


def _newest(state: str) -> str:
    """The page of the newest public statement that was corrected or withdrawn."""
    row = (
        Statement.objects.filter(state=state, never=False).order_by("-changed").first()
    )
    return reverse("voice:statement", args=[row.year, row.slug]) if row else ""


# The third signature


def _signature(visit: Visit) -> Stop:
    row = visit.act("statement")
    is_she = visit.is_("far-shore", "voice")
    public = row is not None and row.state == "effect"
    desk = reverse("desk:home")
    steps = [
        Step(
            _("Be Ilinca Bratu of far-shore: choose her in the bar above, or here."),
            done=is_she,
            be="far-shore/ilinca",
            then=desk,
        ),
        Step(
            _("One thing waits: read it, and sign."),
            reverse("voice:decision", args=[row.id]) if row else desk,
            done=public,
        ),
        Step(_("It is public. Look at its page."), _public_page(row), look=True),
    ]
    return Stop(
        _("The third signature"),
        _(
            "Three of four members have to sign the same words. Two have; hers makes "
            "it public."
        ),
        desk if is_she else reverse("voice:news"),
        in_order(steps, visit.seen),
    )


def _public_page(row: ActRow | None) -> str:
    if row is None or row.effect is None or not isinstance(row.parsed.body, Words):
        return ""
    year = row.effect.year
    return reverse("voice:statement", args=[year, row.parsed.body.slug])


# Did they really say this?


def _check(visit: Visit) -> Stop:
    real, turned = QUOTES.get(get_language() or "en", QUOTES["en"])
    asked = visit.request.GET.get("q", "")
    steps = [
        Step(
            _("Ask for a sentence of theirs from which one word is gone: not."),
            _question(turned),
            done=asked in (real, turned),
        ),
        Step(
            _("Put the word back, and ask again."),
            _question(real),
            done=asked == real,
        ),
    ]
    return Stop(
        _("Did they really say this?"),
        _("Anybody can ask, with any words or with a proof file."),
        _question(turned),
        in_order(steps, visit.seen),
    )


def _question(words: str) -> str:
    return f"{reverse('voice:check')}?{urlencode({'q': words})}"


# A dishonest host


def _dishonest(visit: Visit) -> Stop:
    act = visit.told.get("given", "")
    done = tampering.deed() if act else None
    is_back = done is not None and not done.stands
    page = reverse("desk:dishonest") if act else ""
    record = reverse("supplies:record", args=[act]) if act else ""
    steps = [
        Step(
            _("Change in the database how much rice was given out."),
            page,
            done=done is not None,
        ),
        Step(
            _("Be Sorina of mill-ferry, who signed for 310 kg: the page says 810."),
            record,
            done=is_back or visit.is_("mill-ferry", "supplies"),
            be="mill-ferry/sorina",
            then=record,
        ),
        Step(_("See who proves what she signed."), f"{page}#proves", look=True),
        Step(
            _("Put it back."),
            page,
            done=is_back,
        ),
        Step(
            _("Prove a statement without any server: take two files with you."),
            f"{page}#alone",
            look=True,
        ),
    ]
    return Stop(
        _("Be a dishonest host"),
        _(
            "The host has the database and none of the members’ keys. It can change a "
            "number; it cannot make anybody have signed it."
        ),
        page or reverse("voice:news"),
        in_order(steps if act else [], visit.seen),
    )


# Two phones


def _phones(visit: Visit) -> Stop:
    consignment = visit.told.get("consignment", "")
    handover = _arrival(consignment)
    signed = handover is not None and handover.state == "effect"
    page = reverse("supplies:consignment", args=[consignment]) if consignment else ""
    is_receiver = visit.is_("kestrel", "supplies")
    is_driver = visit.is_("far-shore", "supplies")
    hand = _hand(handover)
    steps = [
        Step(
            _("Be K2 of kestrel, who receives 100 blankets."),
            done=is_receiver,
            be="kestrel/k2",
            then=_count(consignment),
        ),
        Step(
            _("Count 97, say that 3 are missing, and sign."),
            _count(consignment),
            done=handover is not None,
        ),
        Step(
            _("Be Dan V. of far-shore, who drove, here or in the other window."),
            done=handover is not None and is_driver,
            be="far-shore/dan",
            then=hand,
        ),
        Step(
            _(
                "Tick “No network when I sign” in the bar above, and sign: the "
                "signature waits on his phone. Untick it: it goes out by itself."
            ),
            hand,
            done=signed,
        ),
        Step(_("Who has what now, and what does not add up."), page, look=True),
        Step(
            _(
                "Both without any network: open this page on two phones. They hand "
                "over by showing each other codes."
            ),
            reverse("field:page"),
            look=True,
        ),
    ]
    return Stop(
        _("Two phones, one without a network"),
        _(
            "Goods change hands when both sides have signed the same count. Until then "
            "whoever gave them answers for them. To see both phones side by side, open "
            "this page in a private window too: it counts as another phone."
        ),
        page if page and (is_receiver or is_driver) else reverse("voice:news"),
        in_order(steps, visit.seen),
    )


def _arrival(consignment: str) -> ActRow | None:
    """The newest handover of a consignment into a store, signed by one side or both."""
    for row in queries.acts(["supplies.handover"], limit=50):
        body = row.parsed.body
        if (
            isinstance(body, Handover)
            and body.consignment == consignment
            and body.receiver == "kestrel"
        ):
            return row
    return None


def _count(consignment: str) -> str:
    if not consignment:
        return ""
    return reverse("supplies:count-handover", args=[consignment[:12]])


def _hand(handover: ActRow | None) -> str:
    return reverse("supplies:handover", args=[handover.id]) if handover else ""


# The plan


def _plan(visit: Visit) -> Stop:
    newest = planning.current()
    tried = planning.what_if(newest, "far-shore") if newest is not None else None
    is_carrier = visit.is_("far-shore", "supplies")
    page = reverse("supplies:plan", args=[newest.pk]) if newest is not None else ""
    other = reverse("supplies:plan", args=[tried.pk]) if tried is not None else ""
    closed = f"{page}?{urlencode({'closed': FERRY})}#whatif" if page else ""
    steps = [
        Step(
            _("Be Dan V. of far-shore: his organisation has not answered yet."),
            done=is_carrier,
            be="far-shore/dan",
            then=page,
        ),
        Step(
            _("Look at his part: his goods, his vehicles."), f"{page}#mine", look=True
        ),
        Step(
            _("The ferry at Isaccea is closed: see what changes."),
            closed,
            done=tried is not None,
        ),
        Step(_("See the routes that go round by the bridge."), other, look=True),
        Step(_("An unmet need explains itself."), f"{other}#whys", look=True),
    ]
    return Stop(
        _("The plan"),
        _(
            "Five hundred needs, four owners, sixty vehicles. The planner proposes; "
            "each owner agrees to its own part alone, and nobody is worse off than "
            "alone. Whoever wants to know what would be if, asks."
        ),
        page or reverse("voice:news"),
        in_order(steps if page else [], visit.seen),
    )


Build = Callable[[Visit], Stop]
STOPS: tuple[Build, ...] = (
    _newsroom,
    _signature,
    _check,
    _dishonest,
    _phones,
    _plan,
)
