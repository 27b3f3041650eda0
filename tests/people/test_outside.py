"""Machines outside are asked, those of our own network never."""

import socket

import pytest

from accord.people.outside import Forbidden, Unreachable, is_public, look_up, place


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that must be refused
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "ff02::1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "5f00::1",
    ],
)
def test_inner_addresses(address: str) -> None:
    assert not is_public(address)


def test_outer_addresses() -> None:
    assert is_public("9.9.9.9")
    assert is_public("2620:fe::fe")
    assert is_public("64:ff9b::909:909")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://feeds.example/", "Only an http or https address"),
        ("file:///etc/passwd", "Only an http or https address"),
        ("//feeds.example/", "Only an http or https address"),
        ("https:///in", "Only an http or https address"),
        ("https://feeds.example:22/", "usual ports"),
        ("http://feeds.example:443/", "usual ports"),
        ("https://user:pw@feeds.example/", "a name, a password"),
        ("https://@feeds.example/", "a name, a password"),
        ("https://feeds.example/#x", "or a #"),
        ("https://feeds.example/\r\nX: y", "signs that no address has"),
        ("https://feeds.example/\u00e9", "signs that no address has"),
        ("https://feeds.example:x/", "not an address"),
        ("https://[::1/", "not an address"),
    ],
)
def test_addresses_that_are_not_asked(url: str, why: str) -> None:
    with pytest.raises(Forbidden, match=why):
        place(url, ("http", "https"))


def test_a_place() -> None:
    found = place("https://feeds.example/a?b=c")
    assert (found.host, found.port, found.path) == ("feeds.example", 443, "/a?b=c")
    assert place("http://feeds.example", ("http",)).path == "/"


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name leads to these addresses."""
    rows = [(0, 0, 0, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)


def test_one_inner_address_among_outer_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names(monkeypatch, "9.9.9.9", "169.254.169.254")
    with pytest.raises(Forbidden, match="not a public one"):
        look_up("feeds.example", 443)


def test_numbers_in_any_writing_are_looked_up_too() -> None:
    for host in ("127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"):
        with pytest.raises((Forbidden, Unreachable)):
            look_up(host, 443)
