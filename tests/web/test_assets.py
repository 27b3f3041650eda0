"""Static files: one address that changes with them, kept by browsers for ever."""

import base64
import gzip
import hashlib

import pytest
from django.template import engines
from django.test import Client

from accord.web.assets import assets

SHEET = "accord/css/tokens.css"


def test_a_file_is_served_as_it_is(client: Client) -> None:
    response = client.get(assets().url(SHEET))
    assert response.status_code == 200
    assert response.content == assets().files[SHEET].body
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_is_compressed_for_who_can_read_that(client: Client) -> None:
    plain = client.get(assets().url(SHEET)).content
    response = client.get(assets().url(SHEET), headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert len(response.content) < len(plain)
    assert gzip.decompress(response.content) == plain


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        f"/static/{SHEET}",
        f"/static/000000000000/{SHEET}",
        "/static/{version}/",
        "/static/{version}/accord/css/none.css",
        "/static/{version}/../settings.py",
        "/static/{version}/%2e%2e/settings.py",
        "/static/{version}//etc/passwd",
    ],
)
def test_there_is_nothing_else(client: Client, path: str) -> None:
    response = client.get(path.format(version=assets().version))
    assert response.status_code == 404
    assert "immutable" not in response.headers["Cache-Control"]


def test_files_are_only_read(client: Client) -> None:
    assert client.post(assets().url(SHEET)).status_code == 405


def test_pages_name_the_bytes_they_want() -> None:
    written = engines["django"].from_string(f'{{% style "{SHEET}" %}}').render()
    digest = hashlib.sha384(assets().files[SHEET].body).digest()
    assert f'integrity="sha384-{base64.b64encode(digest).decode()}"' in written
    assert f'href="{assets().url(SHEET)}"' in written


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"none\.css"):
        assets().url("none.css")


def test_public_pages_stay_small() -> None:
    sheets = [assets().files[f"accord/css/{name}.css"] for name in ("tokens", "public")]
    assert sum(len(sheet.compressed or sheet.body) for sheet in sheets) < 10_000
