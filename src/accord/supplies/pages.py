"""Lists that are too long for one page."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.formats import number_format

ROWS = 100
Row = TypeVar("Row")


def page(
    rows: Sequence[Row], asked: QueryDict, to: str, most: int | None = None
) -> tuple[list[Row], dict[str, str]]:
    """The rows of the page that an address asks for, and `components/pager.html`.

    `to` is the id of the place on the page where the list begins. What is no number of
    a page means the first, or the last.
    """
    found = Paginator(rows, most or ROWS).get_page(asked.get("page"))

    def address(number: int) -> str:
        query = asked.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}#{to}"

    bounds = (found.start_index(), found.end_index(), len(rows))
    text = "{}–{} / {}".format(*(number_format(one) for one in bounds))
    return list(found.object_list), {
        "before": address(found.previous_page_number()) if found.has_previous() else "",
        "after": address(found.next_page_number()) if found.has_next() else "",
        "text": text,
    }
