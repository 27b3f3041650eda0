"""Sites by name, as the ledger has them: this job does not know supplies' tables."""

from accord.core.acts.supplies import Site
from accord.ledger import queries
from accord.ledger.cache import reading


def site_names() -> dict[str, str]:
    """The name of every site by act id, in the order of the names."""
    with reading() as state:
        acts = [
            one.act
            for one in state.acts.values()
            if one.act.kind == Site.KIND and one.effect is not None
        ]
    places = {act.id: queries.content(act, "place") or {} for act in acts}
    codes = {act.id: act.body.code for act in acts if isinstance(act.body, Site)}
    named = {one: str(place.get("name") or codes[one]) for one, place in places.items()}
    return dict(sorted(named.items(), key=lambda pair: pair[1].lower()))
