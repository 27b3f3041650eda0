"""What people hand in: an act file with the odd byte around it, or something else."""

import pytest

from accord.core.acts import actfile, keyfile
from accord.core.acts.actfile import ActFile
from accord.core.acts.errors import AccordError
from accord.core.acts.handed_in import must_be_about, must_be_signed, read_act_file
from tests.coalition import public, seed
from tests.core.acts.test_actfile import act_file_of


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" \r\n"])
@pytest.mark.parametrize("after", [b"", b"\n\n", b" "])
def test_what_pasting_adds_is_allowed(before: bytes, after: bytes) -> None:
    file = act_file_of("alfa")
    assert read_act_file(before + actfile.write(file) + after) == file


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is not the file of a decision."),
        (b"\x89PNG", "This is not the file of a decision."),
        (b'{"v":"accord/bundle@1"}', "This is not the file of a decision."),
        (keyfile.write_plain("seal", seed("alfa")), "the secret key file"),
        (keyfile.write_card(public("alfa")), "This is a stamp card."),
        (
            actfile.write(ActFile(act_file_of().act, {}, ())),
            "The content note is missing in this file.",
        ),
    ],
)
def test_says_what_it_is_instead(data: bytes, sentence: str) -> None:
    with pytest.raises(AccordError, match=sentence):
        read_act_file(data)


def test_what_a_page_asks_of_it() -> None:
    file = act_file_of("alfa")
    must_be_signed(file)
    must_be_about(file, file.act.id)
    with pytest.raises(AccordError, match="Nobody has signed this file"):
        must_be_signed(act_file_of())
    with pytest.raises(AccordError, match="about another decision"):
        must_be_about(file, "0" * 64)
