"""Sites by name, as the ledger has them, for jobs that do not know supplies."""

from accord.core.acts.supplies import Site
from accord.ledger import queries
from accord.ledger.cache import reading

Point = tuple[float, float]


def site_names() -> dict[str, str]:
    """The name of every site by act id, in the order of the names."""
    found = _places()
    named = {
        one: str(place.get("name") or code) for one, (code, place) in found.items()
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1].lower()))


def site_points() -> dict[str, Point]:
    """Where the sites are that have coordinates: latitude, longitude by act id."""
    found = {
        one: point(str(place.get("lat", "")), str(place.get("lon", "")))
        for one, (_, place) in _places().items()
    }
    return {one: at for one, at in found.items() if at is not None}


def point(lat: str, lon: str) -> Point | None:
    """Latitude and longitude in degrees, if both are there and name a place."""
    try:
        found = float(lat), float(lon)
    except ValueError:
        return None
    return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 else None


def _places() -> dict[str, tuple[str, dict[str, object]]]:
    """Code and content of every site by act id; the content is {} once erased."""
    with reading() as state:
        acts = [
            one.act
            for one in state.acts.values()
            if one.act.kind == Site.KIND and one.effect is not None
        ]
    kept = {act.id: act.blobs["place"].sha256 for act in acts if "place" in act.blobs}
    documents = queries.documents(kept.values())
    return {
        act.id: (act.body.code, documents.get(kept.get(act.id, ""), {}))
        for act in acts
        if isinstance(act.body, Site)
    }
