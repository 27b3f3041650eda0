"""The addresses at which a device may sign in."""

from urllib.parse import urlsplit

from django.conf import settings

LOOPBACK = ("127.0.0.1", "localhost")


def origins() -> tuple[str, ...]:
    """The hub's own; a demonstration goes by either name of the same machine."""
    parts = urlsplit(settings.ORIGIN)
    if not settings.DEMO or parts.hostname not in LOOPBACK:
        return (settings.ORIGIN,)
    port = f":{parts.port}" if parts.port else ""
    return tuple(f"{parts.scheme}://{name}{port}" for name in LOOPBACK)
