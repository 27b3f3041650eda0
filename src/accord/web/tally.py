"""The tally: one line for every member, and a notch where the rule is met."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

MANY = 12  # above this, lines are too thin and the tally is drawn as one bar


@dataclass(frozen=True)
class Tally:
    """How a joint decision stands. `you`: the reader's member has not signed yet."""

    signed: int = 0
    silent: int = 0  # without `you`
    abstains: int = 0
    objects: int = 0
    needed: int = 0
    you: bool = False

    @property
    def members(self) -> int:
        """All lines."""
        return self.signed + self.you + self.silent + self.abstains + self.objects

    @property
    def met(self) -> bool:
        """Whether the rule is met."""
        return 0 < self.needed <= self.signed

    @property
    def still(self) -> int:
        """How many signatures are still needed."""
        return max(0, self.needed - self.signed)

    @property
    def many(self) -> bool:
        """Whether it is drawn as one bar."""
        return self.members > MANY

    def lines(self) -> list[str]:
        """The class of every line, in the order of the seats, with the notch."""
        lines = ["s"] * self.signed + ["you"] * self.you + [""] * self.silent
        lines += ["a"] * self.abstains + ["x"] * self.objects
        if self.needed:
            lines.insert(self.needed, "notch")
        return lines

    def bars(self) -> list[tuple[str, int, int]]:
        """The same as `(class, start, length)`; the bar is `members` long."""
        bars, start = [], 0
        for name, length in (
            ("s", self.signed),
            ("you", int(self.you)),
            ("", self.silent),
            ("a", self.abstains),
            ("x", self.objects),
        ):
            if length:
                bars.append((name, start, length))
            start += length
        return bars

    def words(self) -> str:
        """The same for who does not see it."""
        counts = {"signed": self.signed, "members": self.members}
        said = [_("signed: %(signed)s of %(members)s") % counts]
        if self.needed:
            said.append(_("needed: %(needed)s") % {"needed": self.needed})
        if self.you:
            said.append(_("you have not signed"))
        if self.objects:
            said.append(_("object: %(objects)s") % {"objects": self.objects})
        if self.abstains:
            said.append(_("abstain: %(abstains)s") % {"abstains": self.abstains})
        return "; ".join(said)
