"""The pages to look at, how they are looked at, and what a browser has to say of them."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from tests import demo
from tests.thorough import THOROUGH

PAGES = {
    "home": "/",
    "forum": "/forums/workshop",
    "board": "/forums/workshop/boards/3",
    "thread": "/forums/workshop/threads/4",
    "pictures": "/forums/workshop/threads/7",
    "search": "/search",
    "found": "/search?q=lager",
}
"""Each page for people by a name that its screenshots have: a new page is a line here."""

OWNERS_PAGES = {
    "login": "/login",
    "status": "/status",
    "find": "/find",
    "settings": "/forums/workshop/settings",
    "follow": "/follow",
}
"""Those for the owner alone, but for the first, which is the way to the others."""

FEEDS = {"atom": "/feeds/workshop/posts.atom", "rss": "/feeds/workshop/threads/4.rss"}

OUR_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Look:
    """How wide a window is, which colours its person likes, and whether scripts run in it."""

    width: int
    colours: Literal["light", "dark"]
    scripts: bool

    @property
    def examined(self) -> bool:
        """Whether axe, which takes longest of all, looks for what keeps people out."""
        return (self.width, self.colours, self.scripts) in _EXAMINED

    def __str__(self) -> str:
        return f"{self.width}-{self.colours}" + ("" if self.scripts else "-without-scripts")


# Scripts may run in what axe looks at, for it is one itself. Colours and widths do not depend on each other.
_EXAMINED = frozenset({(360, "light", True), (1280, "dark", True)})
# Every two of width, colours and scripts come together in one of them.
LOOKS = [
    Look(360, "light", scripts=True),
    Look(360, "dark", scripts=False),
    Look(1280, "dark", scripts=True),
    Look(1280, "light", scripts=False),
]


def looks_at(name: str) -> list[Look]:
    """How a page is looked at: in each way by `make thorough`, in two of them by `make test`.

    The two differ in width and in whether scripts run; axe examines each page once, light or dark by turns.
    """
    if THOROUGH:
        return LOOKS
    return LOOKS[::3] if [*PAGES, *OWNERS_PAGES].index(name) % 2 else LOOKS[1:3]


def log_in(page: Page, to: str = "status") -> None:
    """Goes in as the owner, from the page that asks for the password to the one that was wanted."""
    # Whoever leaves a page before all of it is there has its script fail.
    page.wait_for_url(f"**/login?next={to}")
    page.locator("input[type=password]").fill(demo.OWNER_PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(f"**/{to}")


@dataclass
class Watch:
    """What went on in a page while it was watched."""

    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watches a page from now on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._miss)
        page.on("request", self._see)

    @property
    def strangers(self) -> list[str]:
        """What was asked of another host than this, where the forum and we are."""
        return [url for url in self.asked if urlsplit(url).hostname not in {OUR_HOST, None}]

    def _hear(self, message: ConsoleMessage) -> None:
        # Browsers look for an icon at the root of a host where a document names none, as no feed can.
        about_icon = str(message.location.get("url")).endswith("/favicon.ico")
        if message.type in {"error", "warning"} and not about_icon:
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _miss(self, request: Request) -> None:
        # Whoever goes on to another page does not wait for what this one still lacks.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url} failed ({request.failure})")

    def _see(self, request: Request) -> None:
        self.asked.append(request.url)
