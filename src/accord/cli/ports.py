"""Where to listen."""

import socket

from accord.cli.errors import Misuse
from accord.web.environment import BadSetting
from accord.web.environment import address as read_address


def split(listen: str) -> tuple[str, int]:
    """Host and port of `127.0.0.1:8000` or `[::1]:8000`; raises Misuse."""
    try:
        host, _, port = read_address(listen).rpartition(":")
    except BadSetting as error:
        raise Misuse(f"{listen!r} is no address to listen on: {error}.") from error
    return host.strip("[]"), int(port)


def is_free(host: str, port: int) -> bool:
    """Whether this process could listen there. Granian itself shares a taken port."""
    return _bind(host, port) is not None


def free(host: str) -> int:
    """A port that nobody listens on."""
    port = _bind(host, 0)
    if port is None:
        raise Misuse(f"{host} is not an address of this machine.")
    return port


def _bind(host: str, port: int) -> int | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return None
        found: int = probe.getsockname()[1]
        return found
