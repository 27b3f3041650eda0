"""Files that people hand in on a page: what they are, and what to say if another came.

Around an act file white space and a byte order mark are allowed, as pasting adds them;
all the contents that its act names have to be there.
"""

from accord.core.acts import actfile
from accord.core.acts.actfile import LIMITS, VERSION, ActFile
from accord.core.acts.canonical import read
from accord.core.acts.errors import Malformed, Refused

AROUND = b"\r\n \xef\xbb\xbf"


def read_act_file(data: bytes) -> ActFile:
    """The whole act file in `data`; raises Malformed or Refused, with what to do."""
    data = data.strip(AROUND)
    what = kind_of(data)
    if what != VERSION:
        raise _wrong(what)
    file = actfile.read(data)
    for name in file.missing:
        raise Malformed("The content {name} is missing in this file.", name=name)
    return file


def must_be_signed(file: ActFile) -> None:
    """Raises Refused when nobody has signed."""
    if not file.signatures:
        raise Refused(
            "Nobody has signed this file. Sign it in the offline page, and choose the "
            "file that you get back there."
        )


def must_be_about(file: ActFile, act_id: str) -> None:
    """Raises Refused when the file is about something else."""
    if file.act.id != act_id:
        raise Refused("This file is about another decision. It was not taken here.")


def kind_of(data: bytes) -> str:
    """The `v` of any JSON file of ours, else nothing."""
    try:
        return str(read(data, LIMITS).get("v", ""))
    except Malformed:
        return ""


def _wrong(what: str) -> Malformed:
    """What to say about a file that is none, by its `v`."""
    if what == "accord/key@1":
        return secret_key_file()
    if what == "accord/stamp@1":
        return Malformed(
            "This is a stamp card. Here the signed file belongs; its name ends in "
            ".act.json."
        )
    return Malformed(
        "This is not the file of a decision. Choose the file that you got back after "
        "signing; its name ends in .act.json."
    )


def secret_key_file() -> Malformed:
    """What to say to somebody who hands in the secret itself."""
    return Malformed(
        "This is your organisation's stamp itself, the secret key file. It was not "
        "kept here. Never send it to anybody; what belongs here is a file that it has "
        "signed, or its card."
    )
