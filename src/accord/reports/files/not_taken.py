"""Why a file is not taken."""


class NotTaken(Exception):
    """A word that says why: see `SAID` in accord.reports.files.handed."""
