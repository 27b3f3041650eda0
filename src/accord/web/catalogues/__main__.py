"""The command; see the package's docstring."""

import sys
from collections.abc import Iterator

from accord.web.catalogues import __doc__ as usage
from accord.web.catalogues import checks
from accord.web.catalogues.files import APPS, HOUSE, LANGUAGES, catalogues


def extract(apps: list[str]) -> int:
    """Update each django.po, and say what waits for a translation."""
    for catalogue in catalogues(apps):
        if waiting := catalogue.update():
            where = catalogue.po.relative_to(HOUSE)
            sys.stdout.write(f"{where}: {waiting} not translated\n")
    return 0


def compile_all(apps: list[str]) -> int:
    """Write each django.mo."""
    for catalogue in catalogues(apps):
        catalogue.compile()
    return 0


def check(apps: list[str]) -> int:
    """Print what is wrong; 1 if anything is."""
    faults = list(_faults(apps))
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults else 0


def _faults(apps: list[str]) -> Iterator[str]:
    for app in apps:
        yield from checks.of_english(app)
        yield from checks.of_templates(app)
    for catalogue in catalogues(apps):
        yield from checks.of_catalogue(catalogue)
    for language in LANGUAGES:
        yield from checks.of_language(language)


COMMANDS = {"extract": extract, "compile": compile_all, "check": check}


def main(arguments: list[str]) -> int:
    """Run one command; 2 when it cannot be understood."""
    command, *apps = arguments or [""]
    if command not in COMMANDS or not set(apps) <= set(APPS):
        sys.stderr.write(str(usage))
        return 2
    return COMMANDS[command](apps or list(APPS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
