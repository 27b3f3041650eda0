"""Every address that the URL resolver knows, filled in with what a coalition has.

Parameters are filled by their converter and name, so that a new page is walked without
a word here. A route that nobody reaches fails the walk, until it gets what it needs or
stands in UNREACHED with a reason.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import (
    IntConverter,
    SlugConverter,
    StringConverter,
    get_converters,
)
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

UNKNOWN = "f" * 64
PLAIN = re.compile(r"[a-z-]+(\|[a-z-]+)*")
ANGLES = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>")


@dataclass(frozen=True)
class Route:
    """An address with its parameters' converters, by name."""

    name: str
    template: str
    converters: dict[str, object]

    @property
    def about_acts(self) -> tuple[str, ...]:
        """The parameters that are acts."""
        return tuple(
            name
            for name, one in self.converters.items()
            if getattr(one, "regex", "").startswith("[0-9a-f]{")
        )


@dataclass(frozen=True)
class Fills:
    """What parameters are filled with: by the parameter's name, or by its kind.

    `whole`: every address of a route whose parameters depend on each other.
    """

    acts: Sequence[str]
    slugs: Sequence[str]
    texts: Sequence[str]
    numbers: Sequence[int]
    named: dict[str, Sequence[str]]
    whole: dict[str, Sequence[str]]

    def of(self, name: str, converter: object) -> Sequence[str]:
        """Every value of one parameter."""
        regex = str(getattr(converter, "regex", ""))
        if name in self.named:
            return self.named[name]
        if regex == "[0-9a-f]{64}":
            return self.acts
        if regex.startswith("[0-9a-f]{"):
            return [one[:12] for one in self.acts]
        if PLAIN.fullmatch(regex):
            return regex.split("|")
        if isinstance(converter, IntConverter):
            return [str(one) for one in self.numbers]
        if isinstance(converter, SlugConverter):
            return self.slugs
        if isinstance(converter, StringConverter):
            return self.texts
        raise LookupError(f"Say how <{name}> is filled: {converter!r}")


def routes() -> list[Route]:
    """Every route of the hub."""
    return list(_walk(get_resolver().url_patterns, "/", "", {}))


def _walk(
    patterns: Iterable[URLPattern | URLResolver],
    before: str,
    space: str,
    given: dict[str, object],
) -> Iterator[Route]:
    for one in patterns:
        template, converters = _template(one)
        known = given | converters
        if isinstance(one, URLResolver):
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, before + template, inside, known)
        else:
            name = f"{space}{one.name or template}"
            yield Route(name, before + template, known)


def _template(one: URLPattern | URLResolver) -> tuple[str, dict[str, object]]:
    """An address's part with `{name}` for parameters, and their converters."""
    pattern = one.pattern
    if isinstance(pattern, LocalePrefixPattern):
        return "en/", {}
    if isinstance(pattern, RoutePattern):
        return ANGLES.sub(r"{\1}", str(pattern._route)), dict(pattern.converters)
    assert isinstance(pattern, RegexPattern)
    text = str(pattern._regex).removeprefix("^").removesuffix("$")
    groups = re.compile(r"\(\?P<([a-z]+)>[^()]*(?:\([^()]*\)[^()]*)*\)")
    names = groups.findall(text)
    plain = get_converters()["str"]
    return groups.sub(r"{\1}", text), dict.fromkeys(names, plain)


def addresses(route: Route, fills: Fills) -> Iterator[str]:
    """Every address of a route."""
    if route.name in fills.whole:
        yield from fills.whole[route.name]
        return
    lists = [fills.of(name, one) for name, one in route.converters.items()]
    for values in product(*lists):
        yield route.template.format(**dict(zip(route.converters, values, strict=True)))
