"""One browser and one running program for these tests, which end with them: a browser holds an event loop."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import running
from tests.browser.visits import LOOKS, Look, Watch
from tests.tools import CHROMIUM

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_HEIGHT = 800
SCREENSHOTS = "FEEDFORUM_SCREENSHOTS"
"""Names the folder that pictures of the pages are put into; without it none is kept."""

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own is never fetched. Skips the tests where there is none."""
    path = CHROMIUM.required()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running program; nothing is started where there is no browser."""
    with running(tmp_path_factory.mktemp("running")) as program:
        yield program.address


@pytest.fixture
def watch() -> Watch:
    """What goes on in the pages of a test."""
    return Watch()


@pytest.fixture
def window(browser: Browser, site: str, watch: Watch) -> Iterator[Open]:
    """Opens windows, each with nothing remembered; they are watched, and closed with the test."""
    with ExitStack() as opened:

        def open_one(look: Look = LOOKS[-2], language: str = "en", at: str = "") -> Page:
            context = browser.new_context(
                base_url=at or site,
                viewport={"width": look.width, "height": _HEIGHT},
                color_scheme=look.colours,
                java_script_enabled=look.scripts,
                locale=language,
                permissions=["clipboard-read", "clipboard-write"],
            )
            opened.callback(context.close)
            page = context.new_page()
            watch.over(page)
            return page

        yield open_one


@pytest.fixture
def picture() -> Callable[[str, bytes], None]:
    """Keeps a screenshot under a name, if anyone wants to look at it."""
    folder = os.environ.get(SCREENSHOTS)

    def keep(name: str, image: bytes) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"{name}.png").write_bytes(image)

    return keep
