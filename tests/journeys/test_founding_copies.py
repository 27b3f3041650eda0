"""Two organisations found a coalition whose records their own copies confirm.

From the room on: the choice, the copies' keys, both signatures of each founder, and
then the copies themselves, as the command runs them.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cli.conftest import accord
from tests.journeys.conftest import PHONE, Crowd, Site, served
from tests.journeys.founders import WORDS, Founder
from tests.journeys.people import enrol
from tests.journeys.stamps import CommandStamp

ROUNDS = 6  # the copies are asked about one checkpoint after another


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "hub")


def come_in(link: str, crowd: Crowd, to: Path) -> tuple[Founder, Founder]:
    reed, far = (
        Founder(name, "", crowd.person(), CommandStamp(to / name), to)
        for name in ("reed-bank", "far-shore")
    )
    reed.come_in(link)
    far.come_in(reed.invite(far.handle, ""))
    return reed, far


def copy_key(one: Founder) -> Path:
    """The copy's key, made on its machine."""
    path = one.directory / f"{one.handle}.copy.key.json"
    made = accord("key", "new", path, "--purpose", "replica", "--plain", "--json")
    assert made.code == 0, made.err
    one.look()
    one.unfold("We keep a copy")
    one.page.get_by_label("Public key of your copy").fill(str(made.json["key"]))
    one.page.get_by_role("button", name="Hand in the copy’s key").click()
    expect(one.page.locator("main")).to_contain_text("Keeps a copy")
    return path


def sign(one: Founder, key: Path) -> None:
    """The stamp signs the file, then the copy's key signs what came back."""
    one.look()
    file = one.stamp.sign(one.save_file())
    out = one.directory / f"{one.handle}.both.act.json"
    done = accord("act", "sign", file, "--key", key, "--out", out, "--yes")
    assert done.code == 0, done.err
    one.hand_in(out)


def test_copies_confirm_from_the_founding_on(
    crowd: Crowd, site: Site, tmp_path: Path
) -> None:
    made = accord("init", "--data-dir", site.directory, "--json", url=site.url)
    assert made.code == 0, made.err
    with served(site):
        reed, far = come_in(str(made.json["link"]), crowd, tmp_path)
        reed.look()
        for language in WORDS:
            reed.write(language)
        reed.unfold("Choose whose word counts")
        reed.page.get_by_label("when more than two thirds").check()
        reed.page.get_by_role("button", name="Keep this choice").click()
        for one in (reed, far):
            one.look()
            one.hand_in_card()
        main = reed.page.locator("main")
        expect(main).to_contain_text("nobody has handed in the key of one")
        keys = {one.handle: copy_key(one) for one in (reed, far)}
        reed.look()
        expect(main).to_contain_text("until it is final: 2 of 2.")
        expect(main).to_contain_text("With fewer than four copies all have to confirm")
        reed.page.get_by_role("button", name="Close the texts").click()
        for one in (reed, far):
            sign(one, keys[one.handle])
        reed.look()
        expect(main).to_contain_text("The coalition is founded")
        told = reed.page.locator("code", has_text="accord replica follow").inner_text()
        phone = crowd.person(PHONE)
        enrol(phone, reed.invite_first("Andrii H."), reed.handle)
        for _ in range(ROUNDS):
            copies_confirm(told, keys, tmp_path)
            phone.goto(site.at("/en/desk/members/copies"))
            if phone.locator("main .badge.yes").count() == len(keys):
                break
        expect(phone.locator("main .badge.yes")).to_have_count(len(keys))
        expect(phone.locator("[data-outbox]")).to_be_hidden()


def copies_confirm(told: str, keys: dict[str, Path], to: Path) -> None:
    """The command of the room, once for each founder's copy."""
    found = re.fullmatch(
        r"accord replica follow (\S+) .* --trust (\w+) --dir copy", told
    )
    assert found, told
    for handle, key in keys.items():
        given = ("--member", handle, "--key", key, "--trust", found[2], "--once")
        copy = to / f"{handle}-copy"
        done = accord("replica", "follow", found[1], *given, "--dir", copy)
        assert done.code == 0, done.err
        assert '"error"' not in done.err
