"""What is foreign in a page that a browser shows, and what ran in it."""

from playwright.sync_api import Page

LISTEN = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt"])
  window[name] = (...given) => { window.ran.push([name, ...given].join(" ")) };
"""
FOREIGN = """() => {
  const found = [...window.ran];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on")) found.push(`${one.tagName} ${name}`);
      const leads = ["href", "src", "action", "xlink:href"].includes(name);
      if (leads && /^\\s*(java|vb)script:/i.test(value))
        found.push(`${one.tagName} ${value}`);
    }
    if (one.matches("iframe, object, embed, base, main style, math, main script, "
        + "meta[http-equiv], template, xmp, main video, main audio"))
      found.push(one.tagName);
    if (one.matches("script:not([src]):not([type='application/ld+json'])"))
      found.push(`script ${one.textContent.slice(0, 40)}`);
  }
  return found;
}"""


def foreign(page: Page) -> list[str]:
    """What in a page is not ours, and what ran."""
    found: list[str] = page.evaluate(FOREIGN)
    return found
