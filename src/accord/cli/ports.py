"""Where to listen."""

import secrets
import socket
from collections.abc import Collection

from accord.cli.errors import Misuse
from accord.web.environment import BadSetting
from accord.web.environment import address as read_address

# Below those for connections outwards: Linux gives 32768 and higher, others later ones.
FIRST, BEHIND = 16384, 32768
TRIES = 1000


def split(listen: str) -> tuple[str, int]:
    """Host and port of `127.0.0.1:8000` or `[::1]:8000`; raises Misuse."""
    try:
        host, _, port = read_address(listen).rpartition(":")
    except BadSetting as error:
        raise Misuse(f"{listen!r} is no address to listen on: {error}.") from error
    return host.strip("[]"), int(port)


def is_free(host: str, port: int) -> bool:
    """Whether this process could listen there. Granian itself shares a taken port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def free(host: str, taken: Collection[int] = ()) -> int:
    """A port that nobody listens on, and none of those that are `taken`.

    It is none of those that connections outwards are given: one of them could have it
    before it is listened on. Raises Misuse where nothing can listen.
    """
    for _ in range(TRIES):
        port = FIRST + secrets.randbelow(BEHIND - FIRST)
        if port not in taken and is_free(host, port):
            return port
    raise Misuse(f"{host} is not an address of this machine, or has no port left.")
