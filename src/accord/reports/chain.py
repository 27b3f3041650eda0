"""Reports that took each other's place, oldest first."""

from accord.people.reader import Reader
from accord.reports import queries
from accord.reports.models import Report

MOST = 20


def chain(
    found: queries.ReportView, reader: Reader, language: str
) -> list[queries.ReportView]:
    """A report with all that came before and after it in its place, by age.

    Empty when it stands alone. What the reader may not read is left out.
    """
    ids = [found.id]
    newer = found.newer
    while newer and newer not in ids and len(ids) < MOST:
        ids.append(newer)
        newer = Report.objects.filter(act=newer).values_list("newer", flat=True).get()
    older = [found.id]
    while older and len(ids) < MOST:
        rows = Report.objects.filter(newer__in=older).exclude(act__in=ids)
        older = list(rows.order_by("-index").values_list("act", flat=True))
        ids += older
    if len(ids) == 1:
        return []
    rows = queries.readable(reader).filter(act__in=ids).order_by("index")
    return queries.views(rows, reader, language)


def newer_of_ones_own(
    found: queries.ReportView, reader: Reader, language: str
) -> dict[str, str]:
    """Titles of the reports that may take a report's place, newest first."""
    if found.newer:
        return {}
    rows = Report.objects.filter(by=reader.member, newer="", index__gt=found.index)
    shown = queries.views(rows.order_by("-index")[:MOST], reader, language)
    return {one.id: one.title or one.id[:12] for one in shown}
