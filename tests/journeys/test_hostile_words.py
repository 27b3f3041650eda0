"""Hostile words in what our own scripts make of them: nothing of them runs."""

from playwright.sync_api import expect

from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.signing import dialog
from tests.xss.corpus import OWN
from tests.xss.places import MARKER
from tests.xss.watch import LISTEN, foreign


def test_the_editor_the_dialog_and_the_check_show_words(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    """Written in the editor, shown while one writes, compared, and in the dialog."""
    writer = crowd.person()
    writer.add_init_script(LISTEN)
    become(writer, demo_site, "Andrii")
    writer.goto(demo_site.at("/en/desk/statements"))
    writer.get_by_role("button", name="Write a statement").click()
    # Words with pictures that are not there cannot be proposed.
    tricks = [one for one in OWN if "(picture:" not in one]
    text = "\n\n".join([MARKER, *tricks])
    marks = writer.locator("#editor-bar [data-do=marks]")
    if marks.count():
        marks.click()
    for language in ("en", "ro", "uk"):
        writer.locator(f"[name=title_{language}]").fill(f"{OWN[0]} {language}")
        writer.locator(f"[name=summary_{language}]").fill(OWN[1])
        writer.locator(f"[name=text_{language}]").fill(text)
    if marks.count():
        marks.click()
        expect(writer.locator(".ProseMirror").first).to_contain_text(MARKER)
    assert not foreign(writer)
    writer.get_by_role("button", name="Save the draft").click()
    expect(writer.get_by_text("Saved.", exact=True)).to_be_visible()
    assert not foreign(writer)
    writer.get_by_role("link", name="Propose for signing").click()
    writer.get_by_role("button", name="Propose it, and sign first").click()
    expect(dialog(writer)).to_contain_text(MARKER)
    expect(dialog(writer)).to_contain_text(OWN[1])
    assert not foreign(writer)
    writer.goto(demo_site.at("/en/check"))
    writer.locator("#words").fill(f"{OWN[0]} {text}"[:20_000])
    writer.get_by_role("button", name="Check these words").click()
    assert not foreign(writer)
