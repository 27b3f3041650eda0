"""The tour of a demonstration: four stops, each with its steps, as far as they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.core.acts.supplies import Handover
from accord.core.acts.voice import Words
from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.people.reader import Reader

COOKIE = "accord_tour"

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
class Step:
    """One thing to do. State: done, now or later."""

    title: str
    url: str = ""
    state: str = "later"


@dataclass(frozen=True)
class Stop:
    """A stop: what it shows, the page that it begins on, and its steps."""

    title: str
    text: str
    url: str
    steps: tuple[Step, ...] = ()
    number: int = 0

    @property
    def of(self) -> int:
        """How many stops there are."""
        return len(STOPS)

    @property
    def next(self) -> int:
        """The number of the next stop, 0 after the last."""
        return self.number + 1 if self.number < len(STOPS) else 0


Told = Mapping[str, str]
Build = Callable[[HttpRequest, Told], Stop]


def stop(number: int, request: HttpRequest, told: Told) -> Stop | None:
    """The stop with this number, as this visitor sees it; None when there is none."""
    if not 1 <= number <= len(STOPS):
        return None
    found = STOPS[number - 1](request, told)
    return Stop(found.title, found.text, found.url, found.steps, number)


def _newsroom(request: HttpRequest, told: Told) -> Stop:
    return Stop(
        _("The newsroom"),
        _(
            "Four members, one of them without a name, speak with one voice, in three "
            "languages. Look at a statement that was corrected, and at one that was "
            "withdrawn: neither disappears."
        ),
        reverse("voice:news"),
    )


# The third signature


def _signature(request: HttpRequest, told: Told) -> Stop:
    row = queries.act(told.get("statement", ""))
    public = row is not None and row.state == "effect"
    steps = [
        (_("Be Ilinca Bratu of far-shore: choose her in the bar above."), "", False),
        (_("One thing waits: read it, and sign."), _statement(row), public),
        (_("It is public. Look at its page."), _public_page(row), False),
    ]
    return Stop(
        _("The third signature"),
        _(
            "Three of four members have to sign the same words. Two have; hers makes "
            "it public."
        ),
        reverse("desk:home"),
        _in_order(steps, is_there=_is(request, "far-shore", "voice")),
    )


def _statement(row: ActRow | None) -> str:
    return reverse("voice:decision", args=[row.id]) if row else reverse("desk:home")


def _public_page(row: ActRow | None) -> str:
    if row is None or row.effect is None or not isinstance(row.parsed.body, Words):
        return ""
    year = row.effect.year
    return reverse("voice:statement", args=[year, row.parsed.body.slug])


# Did they really say this?


def _check(request: HttpRequest, told: Told) -> Stop:
    real, turned = QUOTES.get(get_language() or "en", QUOTES["en"])
    asked = request.GET.get("q", "")
    steps = (
        Step(
            _("Ask for a sentence of theirs from which one word is gone: not."),
            _question(turned),
            "done" if asked in (real, turned) else "now",
        ),
        Step(
            _("Put the word back, and ask again."),
            _question(real),
            "now" if asked == turned else "done" if asked == real else "later",
        ),
    )
    return Stop(
        _("Did they really say this?"),
        _("Anybody can ask, with any words or with a proof file."),
        _question(turned),
        steps,
    )


def _question(words: str) -> str:
    return f"{reverse('voice:check')}?{urlencode({'q': words})}"


# Two phones


def _phones(request: HttpRequest, told: Told) -> Stop:
    consignment = told.get("consignment", "")
    handover = _arrival(consignment)
    signed = handover is not None and handover.state == "effect"
    page = reverse("supplies:consignment", args=[consignment]) if consignment else ""
    steps = [
        (_("Be K2 of kestrel, who receives 100 blankets."), "", handover is not None),
        (
            _("Count 97, say that 3 are missing, and sign."),
            _count(consignment),
            handover is not None,
        ),
        (
            _("Be Dan V. of far-shore, who drove, and sign too."),
            _hand(handover),
            signed,
        ),
        (_("Who has what now, and what does not add up."), page, False),
    ]
    return Stop(
        _("Two phones"),
        _(
            "Goods change hands when both sides have signed the same count. Until then "
            "whoever gave them answers for them."
        ),
        page or reverse("supplies:home"),
        _in_order(steps, is_there=_is(request, "kestrel", "supplies")),
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


# Steps


def _is(request: HttpRequest, member: str, role: str) -> bool:
    """Whether the visitor has become somebody of this member with this role."""
    reader: Reader | None = getattr(request, "reader", None)
    return reader is not None and reader.member == member and reader.has(role)


def _in_order(
    steps: list[tuple[str, str, bool]], *, is_there: bool
) -> tuple[Step, ...]:
    """Steps of (title, url, done); the first not done is the one to do now.

    The first step, to become somebody, is done when the visitor `is_there`.
    """
    found = []
    now = True
    for number, (title, url, done) in enumerate(steps):
        finished = done or (number == 0 and (is_there or steps[1][2]))
        state = "done" if finished else "now" if now else "later"
        now = now and finished
        found.append(Step(title, url if state != "later" else "", state))
    return tuple(found)


STOPS: tuple[Build, ...] = (_newsroom, _signature, _check, _phones)
