"""What an address shows where no forum can be read: whose software, and what feed of its own."""

import re
from dataclasses import replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from feedforum.records import Answer, Discovery, Document, Fetched, Obstacle
from feedforum.text.characters import clean_line
from feedforum.translations import DEFAULT, text

_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_POWERED = re.compile(
    r"(?:powered by|forum software by|läuft mit)\W{1,3}(\w[\w.+-]*(?: \d[\w.]*)?)", re.IGNORECASE
)
_NO_FORUMS = re.compile(
    r"wordpress|blogger|ghost|hugo|jekyll|joomla|drupal|typo3|wix|squarespace|contao|mediawiki|jimdo|webflow",
    re.IGNORECASE,
)
_LONGEST_NAME = 60


def obstacle_of(fetched: Fetched) -> Discovery:
    """Why an address shows no page at all."""
    found = Discovery(fetched.answer, fetched.url, fetched.detail)
    if fetched.unknown_host:
        return _with(found, Obstacle.UNKNOWN_HOST)
    return _with(found, Obstacle.NO_PAGE) if fetched.answer is Answer.NOT_FOUND else found


def described(found: Discovery, document: Document) -> Discovery:
    """What was found, none that can be read, with whose page it is, and the feed that it names itself."""
    page = BeautifulSoup(document.text, "lxml")
    software = _software(page)
    found = replace(found, software=software, own_feed=_own_feed(page, document.url))
    if _NO_FORUMS.search(software):
        return _with(found, Obstacle.OTHER_SITE)
    return _with(found, Obstacle.UNREAD_SOFTWARE) if software else replace(found, obstacle=Obstacle.NO_FORUM)


def _with(found: Discovery, obstacle: Obstacle) -> Discovery:
    sentences = [text(DEFAULT, f"obstacle_{obstacle}", software=found.software)]
    if found.own_feed:
        sentences.append(f"{text(DEFAULT, 'find_own_feed')} {found.own_feed}")
    return replace(found, detail=" ".join(sentences), obstacle=obstacle)


def _software(page: BeautifulSoup) -> str:
    """What the page says it was made by; empty if it does not say."""
    generator = page.find("meta", attrs={"name": re.compile("^generator$", re.IGNORECASE)})
    named = clean_line(str(generator.get("content") or "")) if generator else ""
    powered = _POWERED.search(page.get_text(" ")[-2000:])
    return (named or (powered[1] if powered else ""))[:_LONGEST_NAME]


def _own_feed(page: BeautifulSoup, url: str) -> str:
    for link in page.find_all("link", rel="alternate", href=True):
        address = urljoin(url, str(link["href"]))
        if str(link.get("type") or "").lower() in _FEED_TYPES and address.startswith(("http://", "https://")):
            return address
    return ""
