"""Encrypted key files: what opens them, and what does not."""

import pytest

from accord.core.acts import sealed
from accord.core.acts.canonical import encode, parse
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.keyfile import LIMITS
from tests.coalition import public, seed

SALT, NONCE = bytes(range(16)), bytes(range(12))
FEW = 10


WORDS = "the long way home"


def _file(words: str = WORDS) -> bytes:
    return sealed.write("seal", seed("alfa"), words, SALT, NONCE, FEW)


def test_round_trip() -> None:
    found = sealed.read(_file())
    assert (found.purpose, found.key) == ("seal", public("alfa"))
    assert sealed.unseal(found, WORDS) == seed("alfa")


def test_the_form_is_the_one_that_is_published() -> None:
    """The sealed bytes were made with WebCrypto, as the offline page makes them."""
    assert _file("пароль Дунаю") == (
        b'{"cipher":{"name":"aes-256-gcm","nonce":"000102030405060708090a0b"},'
        b'"kdf":{"iterations":10,"name":"pbkdf2-sha256",'
        b'"salt":"000102030405060708090a0b0c0d0e0f"},'
        b'"key":"' + public("alfa").encode() + b'","purpose":"seal","sealed":"'
        b"59462cc8adaeb2ccaec998c1af11718660591698290e353c"
        b"dec698f8442e9cb4af4192e8471f35b9c18a65a296767571"
        b'","v":"accord/key@1"}\n'
    )


def test_letters_typed_in_another_way_open_it() -> None:
    composed, decomposed = "c\u00e2mpie", "ca\u0302mpie"
    assert sealed.unseal(sealed.read(_file(composed)), decomposed) == seed("alfa")


@pytest.mark.parametrize("passphrase", ["", "The long way home", "the long way home "])
def test_another_passphrase_does_not(passphrase: str) -> None:
    with pytest.raises(Refused, match="does not open the key file"):
        sealed.unseal(sealed.read(_file()), passphrase)


def test_what_was_changed_does_not_open() -> None:
    for before, after in (
        (b'"purpose":"seal"', b'"purpose":"desk"'),
        (public("alfa").encode(), public("bravo").encode()),
        (NONCE.hex().encode(), bytes(12).hex().encode()),
        (SALT.hex().encode(), bytes(16).hex().encode()),
    ):
        changed = sealed.read(_file().replace(before, after))
        with pytest.raises(Refused):
            sealed.unseal(changed, WORDS)


def _with(path: str, value: object) -> bytes:
    document: dict[str, object] = parse(_file().removesuffix(b"\n"), LIMITS)
    place = document
    *parents, last = path.split(".")
    for name in parents:
        inner = place[name]
        assert isinstance(inner, dict)
        place = inner
    place[last] = value
    return encode(document) + b"\n"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("v", "accord/key@2"),
        ("purpose", "master"),
        ("key", "00"),
        ("sealed", "00"),
        ("sealed", "zz" * 48),
        ("sealed", "00 " * 48),
        ("cipher.name", "aes-128-gcm"),
        ("cipher.nonce", "00" * 11),
        ("cipher.more", 1),
        ("kdf.name", "scrypt"),
        ("kdf.iterations", 0),
        ("kdf.iterations", 10_000_001),
        ("kdf.salt", "00" * 15),
        ("kdf.more", 1),
        ("more", 1),
    ],
)
def test_another_form_is_refused(path: str, value: object) -> None:
    with pytest.raises(Malformed):
        sealed.read(_with(path, value))


def test_the_iterations_of_new_files() -> None:
    made = sealed.write("seal", seed("alfa"), WORDS, SALT, NONCE)
    assert sealed.read(made).iterations == 600_000
