"""The command; see the package's docstring."""

import sys
from collections.abc import Iterator

from accord.web.catalogues import __doc__ as usage
from accord.web.catalogues import checks
from accord.web.catalogues.files import APPS, HOUSE, catalogues


def extract() -> int:
    """Update every django.po, and say what waits for a translation."""
    for catalogue in catalogues():
        if waiting := catalogue.update():
            where = catalogue.po.relative_to(HOUSE)
            sys.stdout.write(f"{where}: {waiting} not translated\n")
    return 0


def compile_all() -> int:
    """Write every django.mo."""
    for catalogue in catalogues():
        catalogue.compile()
    return 0


def check() -> int:
    """Print what is wrong; 1 if anything is."""
    faults = list(_faults())
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults else 0


def _faults() -> Iterator[str]:
    for app in APPS:
        yield from checks.of_english(app)
        yield from checks.of_templates(app)
    for catalogue in catalogues():
        yield from checks.of_catalogue(catalogue)


COMMANDS = {"extract": extract, "compile": compile_all, "check": check}


def main(arguments: list[str]) -> int:
    """Run one command; 2 when there is none of that name."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.stderr.write(str(usage))
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
