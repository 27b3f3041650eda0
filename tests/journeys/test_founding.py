"""Three organisations found a coalition, bring their people in, and admit a fourth.

From `accord init` on: the room, the stamps, the signatures, the first people.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cli.conftest import accord
from tests.journeys.conftest import PHONE, Crowd, Site, served
from tests.journeys.founders import WORDS, Founder
from tests.journeys.people import enrol
from tests.journeys.signing import confirm, save
from tests.journeys.stamps import CommandStamp, OfflineStamp, Stamp

TYPO = WORDS["en"][2].replace("houses", "hoses")


def opened_from_disk(page: Page, site: Site, crowd: Crowd, to: Path) -> Page:
    """Saves the offline page from the room, and opens it where no network is."""
    link = page.get_by_role("link", name="offline page")
    saved = save(page, link, to)
    apart = crowd.person()
    apart.context.set_offline(True)
    apart.goto(saved.as_uri())
    return apart


def founder(handle: str, name: str, crowd: Crowd, directory: Path) -> Founder:
    stamp = CommandStamp(directory / handle)
    return Founder(handle, name, crowd.person(), stamp, directory)


def test_three_found_and_admit_a_fourth(crowd: Crowd, tmp_path: Path) -> None:
    site = Site(tmp_path / "hub")
    where = ("--data-dir", site.directory, "--json")
    made = accord("init", *where, url=site.url)
    assert made.code == 0, made.err
    with served(site):
        reed, far, kestrel = come_in(str(made.json["link"]), crowd, tmp_path)
        write_together(reed, far, kestrel)
        reed.stamp = OfflineStamp(
            opened_from_disk(reed.page, site, crowd, tmp_path), tmp_path
        )
        for one in (reed, far, kestrel):
            one.hand_in_card()
        sign_together(reed, far, kestrel)
        is_public(crowd.person(), site)
        phones = first_people(crowd, reed, far, kestrel)
        show_name(phones[0], site)
        admit(crowd, site, (reed, far, kestrel), phones)
        four_are_shown(crowd.person(PHONE), site)


def come_in(link: str, crowd: Crowd, to: Path) -> tuple[Founder, Founder, Founder]:
    reed = founder("reed-bank", "Reed Bank Relief Corps", crowd, to)
    far = founder("far-shore", "Far Shore Association", crowd, to)
    kestrel = founder("kestrel", "", crowd, to)
    reed.come_in(link)
    links = [reed.invite(one.handle, one.name) for one in (far, kestrel)]
    for one, personal in zip((far, kestrel), links, strict=True):
        one.come_in(personal)
    return reed, far, kestrel


def write_together(reed: Founder, far: Founder, kestrel: Founder) -> None:
    reed.write("en", TYPO)
    for one, language in ((far, "ro"), (kestrel, "uk")):
        one.look()
        one.write(language)
    kestrel.say("Nothing in it tells where we are. Good.")


def sign_together(reed: Founder, far: Founder, kestrel: Founder) -> None:
    """Closed, opened again for a slip, and closed: an earlier file is not taken."""
    kestrel.close_texts()
    earlier = kestrel.stamp.sign(kestrel.save_file())
    reed.look()
    reed.page.get_by_role("button", name="Open the texts again").click()
    reed.write("en")
    reed.close_texts()

    kestrel.look()
    kestrel.hand_in(earlier)
    problem = kestrel.page.locator("#sign .errorlist, #sign [role=alert]").first
    expect(problem).to_contain_text("This file is of an earlier version")
    expect(kestrel.page.locator("#texts")).to_contain_text(WORDS["uk"][2].split(".")[0])

    kestrel.sign()
    reed.sees("2 still needed")
    far.sign()
    reed.sign()
    expect(reed.page.locator("h2.title")).to_have_text("The coalition is founded")
    far.sees("The coalition is founded")


def is_public(reader: Page, site: Site) -> None:
    reader.goto(site.at("/en/"))
    expect(reader.locator("header")).to_contain_text("Both Banks")
    for handle in ("reed-bank", "far-shore", "kestrel"):
        expect(reader.locator("main")).to_contain_text(handle)
    for language, (name, title, text) in WORDS.items():
        reader.goto(site.at(f"/{language}/declaration"))
        expect(reader.locator("header")).to_contain_text(name)
        expect(reader.locator("main")).to_contain_text(title)
        expect(reader.locator("main")).to_contain_text(text.split("\n")[0])


# People


def first_people(crowd: Crowd, *founders: Founder) -> list[Page]:
    """Each founder's stamp admits a person, who comes in on a phone of its own."""
    phones = []
    for one, person in zip(founders, ("Andrii H.", "Ilinca Bratu", ""), strict=True):
        link = one.invite_first(person)
        phones.append(crowd.person(PHONE))
        enrol(phones[-1], link, one.handle)
    return phones


def show_name(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/members"))
    expect(page.locator("ul.signers")).not_to_contain_text("Reed Bank Relief Corps")
    page.get_by_role("link", name="What we show of ourselves").click()
    page.locator("[name=name_en]").fill("Reed Bank Relief Corps")
    page.locator("form[data-act] button").click()
    confirm(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Reed Bank Relief Corps")


# A fourth member


def admit(
    crowd: Crowd, site: Site, founders: tuple[Founder, ...], phones: list[Page]
) -> None:
    """An application, a member that vouches, cards, and stamps on one list."""
    newcomer = founder("mill-ferry", "", crowd, founders[0].directory)
    apply(newcomer.page, site)
    sponsor, stamp = phones[0], founders[0].stamp
    vouch(sponsor, site)
    newcomer.page.reload()
    newcomer.page.get_by_role("link", name="Go on to join").click()
    newcomer.link = newcomer.page.url
    newcomer.hand_in(newcomer.stamp.card(), "Hand in the card")
    expect(newcomer.page.get_by_text("Your card is here")).to_be_visible()

    sponsor.reload()
    sponsor.get_by_label("A word to the other members").fill("They cook for us all.")
    sponsor.get_by_role("button", name="Prepare the list").click()
    stamp_waiting(sponsor, site, stamp, founders[0].directory)

    kestrel = phones[2]
    kestrel.goto(site.at("/en/desk/"))
    kestrel.get_by_role("link", name="mill-ferry").first.click()
    expect(kestrel.locator("main")).to_contain_text("They cook for us all.")
    stamp_waiting(kestrel, site, founders[2].stamp, founders[0].directory)

    newcomer.look()
    link = newcomer.page.get_by_role("link", name="Save the file to sign")
    file = save(newcomer.page, link, newcomer.directory)
    newcomer.hand_in(newcomer.stamp.sign(file))
    expect(newcomer.page.locator("h2.title")).to_have_text("Welcome, mill-ferry")


def apply(page: Page, site: Site) -> None:
    page.goto(site.at("/en/join"))
    form = page.locator("form[action$=apply]")
    form.get_by_label("Name of your organisation").fill("Mill & Ferry Kitchen")
    form.get_by_label("Handle that you would like").fill("mill-ferry")
    form.get_by_label("How we reach you").fill("+40 000 000")
    form.get_by_label("Who you are").fill("We cook. Reed Bank knows us.")
    form.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_text("It has arrived")).to_be_visible()


def vouch(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/members"))
    page.get_by_role("link", name="Mill & Ferry Kitchen").click()
    page.get_by_role("button", name="We vouch for them").click()
    expect(page.get_by_text("You prepare the new list of members")).to_be_visible()


def stamp_waiting(page: Page, site: Site, stamp: Stamp, to: Path) -> None:
    """Gets the file from the page that is open, stamps it, and hands it in."""
    file = save(page, page.get_by_role("link", name="Get the file to stamp"), to)
    page.get_by_role("link", name="Hand in the signed file").click()
    page.locator("input[type=file]").set_input_files(stamp.sign(file))
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator(".board")).to_be_visible()


def four_are_shown(reader: Page, site: Site) -> None:
    reader.goto(site.at("/en/members"))
    expect(reader.locator("ul.signers > li")).to_have_count(4)
    expect(reader.locator("ul.signers")).to_contain_text("mill-ferry")
    expect(reader.locator("ul.signers")).to_contain_text("Reed Bank Relief Corps")
