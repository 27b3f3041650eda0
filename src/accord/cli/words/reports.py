"""Acts of information in words."""

from accord.cli.words.line import Facts
from accord.core.acts.reports import Comment, Report, Supersede


def report(body: Report) -> Facts:
    """A report."""
    return [
        ("who may see it", f"{body.marking} (TLP 2.0)"),
        ("members", ", ".join(body.audience) or "all"),
        ("topics", ", ".join(body.topics) or "none"),
        ("seen at", body.observed),
        ("site", body.site or "no site of the catalogue"),
        ("the source is right", body.reliable or "not said"),
        ("it is", body.certain or "not said"),
        ("about", ", ".join(body.about) or "no other record"),
    ]


def comment(body: Comment) -> Facts:
    """A comment."""
    return [("report", body.report)]


def supersede(body: Supersede) -> Facts:
    """One report in place of another."""
    return [("old report", body.old), ("new report", body.new)]
