"""From what a page asks for to an act that the browser shows and signs."""

from collections.abc import Mapping
from typing import Protocol

from django.http import HttpResponse
from django.urls import reverse

from accord.core.acts.errors import AccordError
from accord.ledger.prepare import prepare
from accord.ledger.problems import from_error
from accord.people.decisions import to_sign
from accord.people.problems import Checked, form_problem
from accord.people.reader import Reader

NEW = "0" * 64  # stands in an address where the browser puts the id of what it signed


class ActForm(Checked, Protocol):
    """A form that says what act it makes."""

    kind: str

    def is_valid(self) -> bool: ...

    def body(self) -> Mapping[str, object]: ...

    def contents(self) -> Mapping[str, object]: ...


def page_of_new(name: str) -> str:
    """The address of the page of an act whose id the browser puts in."""
    return reverse(name, args=[NEW]).replace(NEW, "{act}")


def form_to_sign(
    reader: Reader,
    form: ActForm,
    then: str,
    files: Mapping[str, bytes] | None = None,
    *,
    books: Mapping[str, int] | None = None,
) -> HttpResponse:
    """The act of a form, or what is wrong in it; `then`: the page to go to.

    `books`: the units that the books show of each lot, for a count.
    """
    if not form.is_valid():
        return form_problem(form)
    return act_to_sign(
        reader,
        form.kind,
        form.body(),
        form.contents(),
        then,
        files=files,
        books=books,
    )


def act_to_sign(
    reader: Reader,
    kind: str,
    body: Mapping[str, object],
    contents: Mapping[str, object] | None,
    then: str,
    *,
    files: Mapping[str, bytes] | None = None,
    closes: str | None = None,
    books: Mapping[str, int] | None = None,
) -> HttpResponse:
    """A new act of the reader's organisation, or why the rules refuse it."""
    try:
        made = prepare(
            reader.member,
            kind,
            body,
            contents,
            files,
            closes=closes,
            keyid=reader.keyid,
        )
    except AccordError as error:
        return from_error(error)
    return to_sign(made, then, books)
