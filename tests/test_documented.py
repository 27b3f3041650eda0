"""What others rely on is documented: kinds of act, addresses for programs, pages."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accord.core.acts.act import KINDS

DOCS = Path(__file__).parent.parent / "docs"
PROGRAMS = ("api/", "log/", ".well-known/", "healthz", "readyz")


def pages() -> str:
    return "\n".join(page.read_text() for page in sorted(DOCS.rglob("*.md")))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_act_has_its_words(kind: str) -> None:
    found = [page for page in DOCS.glob("*.md") if f"| `{kind}` |" in page.read_text()]
    assert len(found) == 1, f"{kind} has its row in {found}"


def routes(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            found.append(route)
        elif not type(one.pattern).__name__.startswith("LocalePrefix"):
            found += routes(one, route)
    return found


def as_written(route: str) -> str:
    """A route as the documentation writes it."""
    route = re.sub(r"<act:act_id>", "<act id>", route.strip("^$"))
    route = re.sub(r"<str:name>", "<name>", route)
    route = re.sub(r"\(\?P<epoch>[^)]*\)|<int:epoch>", "<epoch>", route)
    return re.sub(r"\(\?P<path>.*\)", "<L>/<N>[.p/<W>]", route)


@pytest.mark.parametrize(
    "route",
    [one for one in routes(get_resolver()) if one.lstrip("^").startswith(PROGRAMS)],
)
def test_every_address_for_programs_is_documented(route: str) -> None:
    assert f"/{as_written(route)}" in (DOCS / "api.md").read_text()


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "index.md").read_text()
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        if name != "index.md" and not name.startswith("decisions/"):
            assert f"({name})" in index, f"{name} is not in the index"
