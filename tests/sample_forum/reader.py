"""A visitor for tests, and the places where a page has what it says."""

import re

import requests
from bs4 import BeautifulSoup, Tag

from tests.sample_forum.server import Site


class Reader:
    """A visitor without cookies unless `keep` is set, who asks for the plain encoding."""

    def __init__(self, site: Site, *, keep: bool = False) -> None:
        self.site = site
        self.session = requests.Session()
        self.session.trust_env = False
        self.keep = keep

    def get(self, target: str) -> requests.Response:
        if not self.keep:
            self.session.cookies.clear()
        headers = {"Accept-Encoding": "identity"}
        return self.session.get(self.site.url + target, headers=headers, allow_redirects=False, timeout=5)

    def post(self, target: str, **form: str) -> requests.Response:
        data = "&".join(f"{k}={v}" for k, v in form.items()).encode("windows-1252")
        headers = {"Accept-Encoding": "identity", "Content-Type": "application/x-www-form-urlencoded"}
        return self.session.post(self.site.url + target, data=data, headers=headers, timeout=5)

    def page(self, target: str) -> BeautifulSoup:
        return soup(self.get(target).content)

    def close(self) -> None:
        self.session.close()


def soup(body: bytes) -> BeautifulSoup:
    """The page without its XML line, which BeautifulSoup warns of."""
    return BeautifulSoup(body.decode("windows-1252").partition("?>")[2], "lxml")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def anchors(page: BeautifulSoup) -> list[int]:
    return [int(str(a["name"])[4:]) for a in page.select('a[name^="post"]')]


def rows(page: BeautifulSoup) -> list[Tag]:
    found = [link.find_parent("tr") for link in page.select('a[href^="javascript:who("]')]
    return [row for row in found if row is not None]


def ids(page: BeautifulSoup) -> list[int]:
    links = page.select('a[href^="javascript:who("]')
    return [int(re.sub(r"\D", "", str(link["href"]))) for link in links]


def row_of_board(page: BeautifulSoup, board: int) -> Tag:
    link = page.select_one(f'td.tablea a[href^="board.php?boardid={board}"] > b')
    assert link is not None
    row = link.find_parent("tr")
    assert row is not None
    return row
