"""What Burning Board 1 and 2 share: pages of tables, where only posts have links that authors wrote."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import dropwhile, takewhile

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import around, first_inside, inside, is_blank, is_tag, is_within, text_of
from feedforum.engines.kit.links import Link, number, script
from feedforum.engines.kit.messages import without_blanks_behind
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.kit.texts import count_of

LABELS: Mapping[str, frozenset[str]] = {
    "moved": frozenset(("verschoben", "moved", "déplacé", "verplaatst", "movido", "spostato")),
    "announcement": frozenset(
        ("ankündigung", "announcement", "annonce", "aankondiging", "anuncio", "annuncio")
    ),
    "important": frozenset(("wichtig", "important", "sticky", "belangrijk", "importante", "fixiert", "fest")),
    "poll": frozenset(("umfrage", "poll", "survey", "sondage", "encuesta", "sondaggio")),
}
"""What the software puts before topics, in the languages of forums."""

_CLOCK = r"[\s,]*(?:um|at|-)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b)?"
_DAY = (
    r"(?:\b(?:heute|gestern|today|yesterday)\b|\d{1,2}[.\-/]\s?\d{1,2}[.\-/]\s?\d{2,4}|\d{4}-\d\d?-\d\d?"
    r"|\d{1,2}\.?\s+[^\W\d]{3,9}\.?\s+\d{2,4}|[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4})"
)
DATE = re.compile(rf"{_DAY}{_CLOCK}", re.IGNORECASE)
"""A date with a time."""

_EDITED = r"\b(?:editiert|edited|ge[aä]ndert|bearbeitet|modified)\b"
DATED_EDIT = re.compile(
    rf"^\W*(?=dies|this|zuletzt|last|edit|ge|be|mod)(?=.*{_EDITED})"
    rf"(?:.*?\b(?P<count>\d+)\s*(?:mal\b|times?\b|x\b))?.*?(?P<date>{DATE.pattern})",
    re.IGNORECASE | re.DOTALL,
)
"""An edit note in whatever words, to be used where no author wrote."""

COUNTED_EDIT = re.compile(
    rf"^\W*(?:dies|this)(?=.*{_EDITED}).*?\b(?P<count>\d+)\s+(?:mal|times?)\b(?P<date>)",
    re.IGNORECASE | re.DOTALL,
)
"""An edit note of a skin that shows no date in it."""

_LABEL = re.compile(r"\W*([^\W\d]+): *")
_RULE = re.compile(r"[_\W]{3,}")

MOST_OPEN = 50
"""The number of elements, each in the one before, that an author may leave open in a post."""


class BurningBoardPage(ForumPage):
    """A page. Its links, forms and fields are those before the first post, of which no author wrote any."""

    index_scripts: frozenset[str] = frozenset(("index.php",))

    @property
    def first_post(self) -> Tag | None:
        """The anchor of the first post of a thread's page."""
        return None

    @staticmethod
    def board_of(href: str) -> int | None:
        """The board that a link leads to; None for any other link."""
        return (number(href, "boardid") or None) if script(href) == "board.php" else None

    def own(self, *names: str) -> Sequence[Tag]:
        """The tags of some names that stand before the first post."""
        return [tag for tag in self._own_tags if tag.name in names]

    @cached_property
    def _own_tags(self) -> list[Tag]:
        first = self.first_post
        return list(takewhile(lambda tag: tag is not first, inside(self.soup)))

    @property
    def member(self) -> bool | None:
        """Whether the page carries the mark of being logged in: a link to log out."""
        return any("logout" in link.href.lower() for link in self.links)

    @cached_property
    def trail(self) -> tuple[Tag, list[Link]] | None:
        """What holds the path at the top of the page, and its links, the first to the index."""
        for at, link in enumerate(self.links):
            if link.script not in self.index_scripts or not link.text:
                continue
            # Each link may be bold by itself.
            for holder in takewhile(
                lambda outer: outer.name not in ("tr", "table", "body"), link.tag.parents
            ):
                later = takewhile(lambda found: is_within(found.tag, holder), self.links[at + 1 :])  # noqa: B023
                links = [link, *later]
                if self.is_trail(holder, links):
                    return holder, links
        return None

    def is_trail(self, holder: Tag, links: Sequence[Link]) -> bool:
        """Whether a tag with a link to the index, and others behind it, holds the path."""
        return any(self.board_of(link.href) for link in links) or "»" in text_of(holder)

    @property
    def number(self) -> int:
        """The page's number by its own address, at least 1."""
        return max(number(self.document.url, "page") or 1, 1)

    def first_pager(self, leads_on: Callable[[Link], bool]) -> Pager | None:
        """What the pager tells in whose cell the first number stands that is a link to a page."""
        for link in self.links:
            if leads_on(link) and count_of(link.text):
                found = read_pager(self, around(link.tag, "td") or link.tag.parent, leads_on=leads_on)
                return Pager(found.page or self.number, found.pages, links=found.links)
        return None

    @property
    def crumbs(self) -> Sequence[Link]:
        return self.trail[1] if self.trail else ()


def without_labels(text: str, believed: Collection[str]) -> tuple[frozenset[str], str]:
    """Which of the `LABELS` that are `believed` a text begins with, and the rest of it."""
    found: set[str] = set()
    while match := _LABEL.match(text):
        named = {name for name in believed if match[1].lower() in LABELS[name]}
        if not named:
            break
        found |= named
        text = text[match.end() :]
    return frozenset(found), text


def labels_in_topic(images: Collection[str], *, on_top: bool) -> frozenset[str]:
    """The labels that are the software's where they begin a topic: an author may have typed the same.

    It has a picture for each in the row but for important threads, which stand `on_top` of all others.
    """
    pictured = (
        name
        for name in ("moved", "announcement", "poll")
        if any(name.removesuffix("ment") in image for image in images)
    )
    return frozenset((*pictured, *(("important",) if on_top else ())))


def down_to(nodes: list[PageElement], part: Callable[[list[PageElement]], object]) -> list[PageElement]:
    """The nodes, among which a part of the post stands: an element that its author left open may hold it.

    What stands in such an element, always the last one, then stands in its place. Looked for in `MOST_OPEN`
    elements at most, since each costs as much as what it holds.
    """
    before: list[PageElement] = []
    level = nodes
    for _ in range(MOST_OPEN):
        if part(level):
            return before + level
        shown = without_blanks_behind(level)
        last = shown[-1] if shown else None
        if not isinstance(last, Tag):
            return nodes
        before += shown[:-1]
        level = list(last.contents)
    return nodes


def paragraph(nodes: list[PageElement]) -> tuple[list[PageElement], list[PageElement] | None]:
    """The message and what is behind it, where it is a paragraph in a font of its own, as before version 2.3.

    None in the place of what is behind, and all in that of the message, where they cannot be told apart:
    in other versions, or if the author left something open.
    """
    shown = list(dropwhile(is_blank, nodes))
    first = shown[0] if shown else None
    font = first_inside(first) if isinstance(first, Tag) and first.name == "p" else None
    if font is None or font.name != "font":
        return nodes, None
    behind, message = without_blanks_behind(shown[1:]), list(font.children)
    is_open = not behind and any(isinstance(node, Tag) and node.name != "p" for node in message[-1:])
    return message, None if is_open else behind


def without_line(nodes: Sequence[PageElement]) -> list[PageElement]:
    """A signature without the line that leads it in, of characters or not."""
    while len(nodes) == 1 and isinstance(nodes[0], Tag) and nodes[0].name in ("p", "font", "div"):
        nodes = nodes[0].contents
    return list(
        dropwhile(lambda node: is_blank(node) or is_tag(node, "hr") or _RULE.fullmatch(text_of(node)), nodes)
    )
