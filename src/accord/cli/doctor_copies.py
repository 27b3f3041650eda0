"""Whether members' copies have another host: one that comes back does not know it."""

from collections.abc import Sequence

from accord.core.acts.errors import AccordError
from accord.ledger import cache
from accord.replica.http import Unanswered
from accord.replica.source import About, Source
from accord.sequencer.witness_list import Witness

PATIENCE_SECONDS = 5.0


def look(witnesses: Sequence[Witness]) -> tuple[bool, str]:
    """Whether no copy that answers has another host, and a sentence.

    What a copy says is no proof; but whoever looks after this hub has to know it.
    """
    with cache.reading() as state:
        coalition, epoch = state.coalition, state.in_force().terms.hub.epoch
    silent, answered = [], 0
    for one in witnesses:
        try:
            about = _about(one.url)
        except (Unanswered, AccordError) as error:
            silent.append(f"{one.name}: {error}")
            continue
        if about.coalition == coalition and about.epoch > epoch:
            where = f" at {about.address}" if about.address else ""
            return False, (
                f"{one.name}'s copy has another host, number {about.epoch}{where}; "
                f"this is number {epoch}. What is saved here is not confirmed "
                "any more: serve it no longer, and set up a new copy (docs/replica.md)."
            )
        answered += 1
    words = f"{answered} of {len(witnesses)} answer, and have no later host."
    return True, " ".join([words, *silent])


def _about(url: str) -> About:
    source = Source(url, silence=PATIENCE_SECONDS)
    try:
        return source.about()
    finally:
        source.address.close()
