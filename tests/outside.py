"""A stranger's form, as a browser without scripts sends it."""

import secrets

from accord.charter import limits
from accord.ledger import clock


def page_token(seconds: int = 30) -> str:
    """The token of a page that was opened so long ago."""
    made = f"{int(clock.now().timestamp()) - seconds}-{secrets.token_hex(4)}"
    return f"{made}.{limits._signed(made)}"


def written(fields: dict[str, str]) -> dict[str, str]:
    """The form's fields with what every page puts beside them."""
    return {"token": page_token(), "work": "", "website": ""} | fields
