"""A page parsed once, with what all readers of it need found in one walk over the tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.soup import soup_of
from feedforum.engines.wbb2.texts import text_of, topic_text
from feedforum.records import BoardRef, Document
from feedforum.text.characters import clean, clean_line

# Processing instructions mean nothing in HTML; the XML declaration makes BeautifulSoup warn.
_INSTRUCTION = re.compile(r"<\?[^>]*>?")
_POST_NAME = re.compile(r"post(\d{1,18})$", re.IGNORECASE)
_PAGER = re.compile(r"^\W*[^\W\d]+\s*\((\d[\d.,]*)\):\s*$")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*")
_KEPT = frozenset(
    ("a", "b", "hr", "img", "input", "link", "meta", "title", "select", "base", "div", "html", "form")
)

MOST_TAGS = 100_000
"""How many tags a page may have. A full page has some thousands; each takes about 600 bytes in a tree."""

MOST_MARKUP = 4 * 1024 * 1024
"""How many characters a page's tags may have in all: an attribute of two takes a hundred bytes in a tree."""


@dataclass(slots=True)
class PostNodes:
    """What stands between one post's anchor and the next one's, in the order of the page."""

    anchor: Tag
    post_id: int
    lines: list[Tag] = field(default_factory=list)
    links: list[Tag] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What one walk over the tree finds, in the order of the page.

    `tags` holds those of a few names by name. `before_posts` counts the links, images and inputs
    that stand before the first post, so that nothing an author wrote is taken for the page's own.
    """

    tags: dict[str, list[Tag]] = field(default_factory=lambda: {name: [] for name in _KEPT})
    pagers: list[NavigableString] = field(default_factory=list)
    stretches: list[PostNodes] = field(default_factory=list)
    before_posts: dict[str, int] = field(default_factory=dict)


class Page:
    """A document's tree. `base` is what its relative links start from.

    A page with more tags or markup than `MOST_TAGS` and `MOST_MARKUP` is `overgrown`, and its tree empty.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        text = _INSTRUCTION.sub(" ", clean(document.text))
        self.overgrown = _is_overgrown(text)
        # A text without any markup is no page, and BeautifulSoup would look for a file of that name.
        self.soup = soup_of(text if "<" in text and not self.overgrown else "")
        self.complete = bool(re.search(r"</(?:html|body)\b", text[-20_000:], re.IGNORECASE))
        self.begun = "<html" in text[:4000].lower()
        self.tail = text[-4000:]
        self.found = _walk(self.soup)

    def tags(self, name: str) -> list[Tag]:
        """All tags of one of the names that are kept."""
        return self.found.tags[name]

    def own(self, name: str) -> list[Tag]:
        """The tags of a name that stand before the first post: none of them is an author's."""
        return self.tags(name)[: self.found.before_posts.get(name)]

    @cached_property
    def links(self) -> list[tuple[Tag, str, str]]:
        """Each link before the first post: the tag, its `href`, the script it leads to."""
        hrefs = ((tag, attribute(tag, "href")) for tag in self.own("a"))
        return [(tag, href, script(href)) for tag, href in hrefs if href]

    @cached_property
    def base(self) -> str:
        """What relative links start from: `<base href>` where there is one, else the page's URL.

        One that is no web address means nothing (https://html.spec.whatwg.org/#frozen-base-url).
        """
        for tag in self.tags("base"):
            if attribute(tag, "href"):
                return _web_address(self.document.url, attribute(tag, "href")) or self.document.url
        return self.document.url

    @cached_property
    def title(self) -> str:
        """The `<title>`, which ends in the topic on a thread's page."""
        return topic_text(self.tags("title")[0]) if self.tags("title") else ""

    @cached_property
    def language(self) -> str:
        """The language the page says it is in, such as `de`; empty if it says none."""
        tags = self.tags("html")
        said = (attribute(tags[0], "lang") or attribute(tags[0], "xml:lang")) if tags else ""
        return clean_line(said).lower()[:2]

    @cached_property
    def member(self) -> bool:
        """Whether the page carries the mark of being logged in: a link to log out."""
        return any(name == "logout.php" for _, _, name in self.links)

    def has_input(self, name: str) -> bool:
        """Whether a form field of this name stands before the first post."""
        return any(attribute(tag, "name").lower() == name for tag in self.own("input"))

    def input_value(self, name: str) -> str:
        """What stands in a form field of this name; empty without one, or if it stands in several forms."""
        found = {
            attribute(tag, "value") for tag in self.own("input") if attribute(tag, "name").lower() == name
        }
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def crumbs(self) -> "Crumbs | None":
        """The path at the top of the page; None if it has none."""
        for tag, _, name in self.links:
            if name == "index.php" and tag.parent is not None and text_of(tag):
                holder = tag.parent
                later = behind(tag, "a")
                boards = [link for link in later if script(attribute(link, "href")) == "board.php"]
                if boards or "»" in holder.get_text():
                    return Crumbs(tag, holder, tuple(boards))
        return None


@dataclass(frozen=True, slots=True)
class Crumbs:
    """The path at the top of a page: the link to the index, what holds it, the links to boards."""

    index: Tag
    around: Tag
    boards: tuple[Tag, ...]

    @property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that are links, from the topmost on."""
        ids = ((number(attribute(link, "href"), "boardid"), text_of(link)) for link in self.boards)
        return tuple(BoardRef(board_id, title) for board_id, title in ids if board_id)

    @property
    def last(self) -> str:
        """What stands behind the last link: the board's own title on its page."""
        return text_of(self.around).rpartition("»")[2].strip()


def inside(tag: Tag, name: str) -> Iterator[Tag]:
    """The tags of a name within a tag, in the order of the page."""
    return (node for node in tag.descendants if isinstance(node, Tag) and node.name == name)


def around(tag: Tag, name: str) -> Tag | None:
    """The nearest tag of a name that holds a tag."""
    return next((outer for outer in tag.parents if outer.name == name), None)


def behind(tag: Tag, name: str) -> Iterator[Tag]:
    """The tags of a name that follow a tag within the same one."""
    return (node for node in tag.next_siblings if isinstance(node, Tag) and node.name == name)


def image_name(tag: Tag) -> str:
    """The file name of an image without its extension, in lower case: what stays in every skin."""
    source = attribute(tag, "src").partition("?")[0]
    return source.rpartition("/")[2].rpartition(".")[0].lower()


def row_around(cell: Tag | None) -> Tag | None:
    """The row a cell stands in; None for a cell that broken markup left outside of any."""
    row = cell.parent if cell is not None else None
    return row if row is not None and row.name == "tr" else None


def place_in(row: Tag, cell: Tag) -> int:
    """Which of a row's own cells a cell is, from 0 on."""
    return next(at for at, other in enumerate(child_cells(row)) if other is cell)


def child_cells(row: Tag) -> list[Tag]:
    """The cells of a table's row itself, not those of tables within."""
    return [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]


def _is_overgrown(text: str) -> bool:
    if text.count("<") <= MOST_TAGS and len(text) <= MOST_MARKUP:
        return False
    markup = 0
    for count, tag in enumerate(_TAG.finditer(text), 1):
        markup += tag.end() - tag.start()
        if count > MOST_TAGS or markup > MOST_MARKUP:
            return True
    return False


def _web_address(url: str, href: str) -> str:
    """Where a link on a page at `url` leads; empty if that is no address of the web."""
    try:
        address = urljoin(url, href.strip())
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _walk(soup: BeautifulSoup) -> Found:
    found = Found()
    tags = found.tags
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        if isinstance(node, Tag):
            kept = tags.get(node.name)
            if kept is not None:
                _keep(node, kept, found)
        elif isinstance(node, NavigableString) and node.rstrip().endswith("):") and _PAGER.match(node):
            _keep_pager(node, found)
        node = node.next_element
    return found


def _keep(tag: Tag, kept: list[Tag], found: Found) -> None:
    if tag.name == "a":
        match = _POST_NAME.match(attribute(tag, "name"))
        if match and _starts_post(tag):
            if not found.stretches:
                found.before_posts = {name: len(tags) for name, tags in found.tags.items()}
            found.stretches.append(PostNodes(tag, int(match[1])))
    if found.stretches:
        if tag.name == "hr":
            found.stretches[-1].lines.append(tag)
        elif tag.name == "a":
            found.stretches[-1].links.append(tag)
    kept.append(tag)


def _keep_pager(text: NavigableString, found: Found) -> None:
    if not found.stretches:
        found.pagers.append(text)


def _starts_post(anchor: Tag) -> bool:
    """Whether an anchor stands in the first cell of a row of two, so that no author has written it."""
    cell = around(anchor, "td")
    if cell is None or next(behind(cell, "td"), None) is None:
        return False
    return not any(isinstance(node, Tag) and node.name == "td" for node in cell.previous_siblings)
