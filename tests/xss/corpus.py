"""The texts of README.md."""

from pathlib import Path

HERE = Path(__file__).parent


def _bleach() -> list[str]:
    files = sorted((HERE / "bleach").glob("*.test"))
    return [one.read_text().partition("\n--")[0] for one in files]


def _html5lib() -> list[str]:
    found = []
    for one in sorted((HERE / "html5lib").glob("*.dat")):
        parts = one.read_text().split("#data\n")[1:]
        found += [part.partition("\n#errors")[0] for part in parts]
    return found


OWN = (HERE / "own.txt").read_text().splitlines()
TRICKS = [*OWN, *_bleach(), *_html5lib()]
