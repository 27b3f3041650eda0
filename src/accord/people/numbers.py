"""Numbers out of an address, which anybody may write."""


def number(given: str) -> int | None:
    """One such as a database takes; None for anything else."""
    plain = given.isascii() and given.isdigit() and len(given) < 16
    return int(given) if plain else None
