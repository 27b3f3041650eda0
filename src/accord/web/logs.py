"""Structured logs: one JSON object a line."""

import json
import logging
import re
from datetime import UTC, datetime

# Django attaches the request to its records; a line about it says where, never what
_WHERE = ("method", "path")

# the secret part of private links: whoever reads a log shall not be able to use them
_SECRET = re.compile(
    r"(?<=/)(calendar|enter|found|join|newcomer|preview|search|(?:un)?subscribe)/"
    r"[A-Za-z0-9_-]{24,}"
)


class Lines(logging.Formatter):
    """`{"time", "level", "logger", "message"}`, and an error's trace."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for one record."""
        time = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "time": f"{time:%Y-%m-%dT%H:%M:%SZ}",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request", None)
        for name in _WHERE:
            if isinstance(value := getattr(request, name, None), str):
                line[name] = value
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return _SECRET.sub(r"\1/…", json.dumps(line, ensure_ascii=False))
