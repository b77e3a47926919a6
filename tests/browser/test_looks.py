"""Each page, wide and narrow, light and dark, with scripts and without."""

import os
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import SCREENSHOTS, Open
from tests.browser.visits import OWNERS_PAGES, PAGES, Look, Watch, log_in, looks_at


@pytest.mark.parametrize(
    ("name", "look"), [(name, look) for name in PAGES | OWNERS_PAGES for look in looks_at(name)], ids=str
)
def test_a_page_is_sound(
    name: str, look: Look, window: Open, watch: Watch, picture: Callable[[str, bytes], None]
) -> None:
    page = window(look, language="de" if look.colours == "dark" else "en")
    if name in OWNERS_PAGES and name != "login":
        page.goto(OWNERS_PAGES[name])
        log_in(page, OWNERS_PAGES[name].lstrip("/"))
    answer = page.goto((PAGES | OWNERS_PAGES)[name])
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= look.width, "it has to be moved sideways"
    for feeds in page.locator("summary:visible").all()[:3]:
        feeds.click()
    copying = page.locator(".feed button:visible")
    expect(copying).to_have_count(page.locator(".address:visible").count() if look.scripts else 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= look.width, "with feeds opened"
    if look.examined:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert watch.complaints == []
    assert watch.strangers == []
    if os.environ.get(SCREENSHOTS):
        picture(f"{name}-{look}", page.screenshot(full_page=True))
