"""Writes the read tables of reports from what the log changed."""

import json
from collections.abc import Sequence

from django.db.models import Model

from accord.core.acts import reports as acts
from accord.core.acts.act import Act
from accord.core.rules.changes import Change, Superseded, TookEffect
from accord.reports.models import Comment, Report, padded

TABLES: tuple[type[Model], ...] = (Report, Comment)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed, in the order of the log."""
    for one in changes:
        match one:
            case TookEffect(act, index, time) if act.kind.startswith("reports."):
                _took_effect(act, index, time)
            case Superseded(old, new, by_act):
                Report.objects.filter(act=old).update(newer=new, replaced=by_act)
            case _:
                pass


def _took_effect(act: Act, index: int, time: str) -> None:
    match act.body:
        case acts.Report() as body:
            _report(act, body, index, time)
        case acts.Comment(report):
            Comment.objects.create(
                act=act.id,
                report=report,
                by=act.by,
                words=act.content("comment") or act.content("comment.sealed"),
                sealed="comment.sealed" in act.blobs,
                time=time,
                index=index,
            )
        case acts.Supersede(old):
            Report.objects.filter(act=old).update(reason=act.content("reason"))
        case _:
            pass


def _report(act: Act, body: acts.Report, index: int, time: str) -> None:
    files = {
        name: [ref.sha256, ref.size]
        for name, ref in act.blobs.items()
        if name.startswith("file.")
    }
    Report.objects.create(
        act=act.id,
        by=act.by,
        marking=body.marking,
        audience=padded(body.audience),
        topics=padded(body.topics),
        about=padded(body.about),
        observed=body.observed,
        site=body.site or "",
        reliable=body.reliable or "",
        certain=body.certain or "",
        words=act.content("report") or act.content("report.sealed"),
        sealed="report.sealed" in act.blobs,
        files=json.dumps(files, sort_keys=True),
        time=time,
        index=index,
    )
