"""What an address shows where no forum can be read: whose software, and what feed of its own."""

import re
from dataclasses import replace

from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.page import Page
from feedforum.records import Answer, Discovery, Document, Fetched, Obstacle
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
    page = Page(document)
    software = _software(page)
    found = replace(found, software=software, own_feed=_own_feed(page))
    if _NO_FORUMS.search(software):
        return _with(found, Obstacle.OTHER_SITE)
    return _with(found, Obstacle.UNREAD_SOFTWARE) if software else replace(found, obstacle=Obstacle.NO_FORUM)


def _with(found: Discovery, obstacle: Obstacle) -> Discovery:
    sentences = [text(DEFAULT, f"obstacle_{obstacle}", software=found.software)]
    if found.own_feed:
        sentences.append(f"{text(DEFAULT, 'find_own_feed')} {found.own_feed}")
    return replace(found, detail=" ".join(sentences), obstacle=obstacle)


def _software(page: Page) -> str:
    """What the page says it was made by; empty if it does not say."""
    powered = _POWERED.search(page.soup.get_text(" ")[-2000:])
    return (Frame(page).generator or (powered[1] if powered else ""))[:_LONGEST_NAME]


def _own_feed(page: Page) -> str:
    links = (tag for tag in page.tags("link") if "alternate" in attribute(tag, "rel").lower().split())
    feeds = (tag for tag in links if attribute(tag, "type").lower() in _FEED_TYPES)
    return next(filter(None, (page.absolute(attribute(tag, "href")) for tag in feeds)), "")
