"""Translations that were withdrawn alone: no page shows them, the check knows them."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from accord.core.acts import times
from accord.core.rules.standing import RETRACTED
from accord.voice import models, pictures, statements, texts
from accord.voice.statements import Said
from accord.voice.texts import Text


@dataclass(frozen=True)
class Withdrawn(Said):
    """One translation; `row` and `url` are of the statement that it translates."""

    alone: models.Withdrawn = field(kw_only=True)

    @property
    def act(self) -> str:
        """The act's id."""
        return self.alone.act

    @property
    def translates(self) -> Said:
        """The statement, which may stand."""
        return statements.said(self.row)

    @cached_property
    def languages(self) -> list[str]:
        """Its own alone."""
        return [self.language]

    @cached_property
    def text(self) -> Text:
        """Its words, with the statement's pictures."""
        found = texts.text_of(self.act, self.language)
        return replace(found, sources=pictures.sources(self.row.act))

    @property
    def time(self) -> datetime:
        """From when it was public."""
        return times.parse(self.alone.public_from)

    @property
    def state(self) -> str:
        """Withdrawn, however its statement stands."""
        return RETRACTED

    @property
    def changed(self) -> datetime:
        """When it was withdrawn."""
        return times.parse(self.alone.changed)

    @cached_property
    def corrected(self) -> None:
        """It corrects nothing."""
        return

    @cached_property
    def reason(self) -> str:
        """The published reason of its withdrawal."""
        return statements.reason(self.alone.retracted_by)


def find(act_id: str) -> Withdrawn | None:
    """A translation that was public and was withdrawn alone, by its act."""
    alone = models.Withdrawn.objects.filter(act=act_id).first()
    row = statements.by_act(alone.statement) if alone else None
    if alone is None or row is None:
        return None
    return Withdrawn(row, alone.language, alone=alone)
