"""The hub's own settings, with an empty data directory that is removed afterwards."""

import atexit
import os
import tempfile
from pathlib import Path

_DIRECTORY = tempfile.TemporaryDirectory(prefix="accord-tests-")
atexit.register(_DIRECTORY.cleanup)

# Which database the tests use: ACCORD_TEST_DATABASE, else SQLite.
_URL = os.environ.get("ACCORD_TEST_DATABASE", "")
for _name in [name for name in os.environ if name.startswith("ACCORD_")]:
    del os.environ[_name]
os.environ["ACCORD_DATA_DIR"] = _DIRECTORY.name
os.environ["ACCORD_SECRET_KEY"] = "only for tests, and for nothing else"
os.environ["ACCORD_LOG_LEVEL"] = "ERROR"
os.environ["ACCORD_DATABASE_URL"] = _URL

from accord.web.settings import *  # noqa: E402, F403
from accord.web.settings import DATABASES, TEMPLATES  # noqa: E402

TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "web/styleguide/templates"]

# Django's server for tests asks for an address of static files; ours are not its task.
STATIC_URL = "/not-used/"

# A file, as in production: threads that share a database in memory do not wait for each
# other, they fail. Nothing has to outlive the tests, so nothing is forced to the disk.
if _URL:
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
else:
    DATABASES["default"]["TEST"] = {"NAME": Path(_DIRECTORY.name) / "tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
