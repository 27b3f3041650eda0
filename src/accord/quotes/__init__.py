"""Did they really say this? One text in, one verdict with its evidence out.

    index = Index()
    index.add(Statement("5f0c…", "en", "Water from these wells is not safe to drink."))
    verdict = index.check("Water from these wells is safe to drink")
    verdict.kind               "altered"
    verdict.gravest.kind       "negation"
    verdict.gravest.said       "not"

authentic   the words stand one after the other in one statement, token by token
excerpted   so do the pieces between marks of omission, in order; `left_out` shows what
            the marks stand for
altered     close to a statement, but something differs; `changes` name it
near        look yourself: only what a scan may do differs; or a full stop was put where
            the sentence goes on; or it is written in other letters; or it is a longer
            text with a passage of a statement in it (`whole` is False)
unknown     no statement like it
too_short   under five words

The verdict is about words alone. Whether a statement stands, or was corrected or
retracted since, is for the caller to say. Text in Latin letters for Cyrillic finds its
source but is near at best: letters do not prove which word was meant.

For very many statements there is a file, mapped into memory: `Index.build`,
`Index.open`, `Index.save`. Besides that file nothing is touched: no clock, no network,
no chance; the same statements in the same order always give the same verdict.
"""

from accord.quotes.index import ASKED, LIMIT, WORDS, Index
from accord.quotes.store import Unusable
from accord.quotes.verdict import (
    GRAVITY,
    Change,
    ChangeKind,
    Kind,
    Place,
    Span,
    Statement,
    Verdict,
)

__all__ = [
    "ASKED",
    "GRAVITY",
    "LIMIT",
    "WORDS",
    "Change",
    "ChangeKind",
    "Index",
    "Kind",
    "Place",
    "Span",
    "Statement",
    "Unusable",
    "Verdict",
]
