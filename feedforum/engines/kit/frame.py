"""What a page shows of the software that made it, apart from what people wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedforum.engines.kit.dom import attribute, classes
from feedforum.engines.kit.links import Link
from feedforum.engines.kit.page import Page
from feedforum.text.characters import clean_line

_FOREIGN = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_OF_AUTHORS = re.compile(r"nofollow|ugc|noopener|external", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The marks of a page that no author can write, unless the forum lets authors write raw HTML.

    - `generator`: what `<meta name="generator">` says.
    - `head`: the addresses of style sheets and scripts, and the code that stands in the page itself.
    - `ids`, `classes`: all that occur, in lower case.
    - `fields`: the names of form fields, in lower case.
    - `links`: the forum's own links: none that leads to another host, and none marked as authors' links are.
      Authors may still have written one, so a single link proves nothing.
    - `footer`: the end of the page's text, where software names itself.
    """

    generator: str = ""
    head: str = ""
    ids: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    footer: str = ""

    def scripts(self) -> frozenset[str]:
        """The scripts that the forum's own links lead to, such as `thread.php`."""
        return frozenset(link.script for link in self.links)


def frame_of(page: Page) -> Frame:
    """The frame of a page, whatever its text holds."""
    ids: set[str] = set()
    named: set[str] = set()
    fields: set[str] = set()
    generator = ""
    for tag in page.soup.find_all(True):
        ids.add(attribute(tag, "id").lower())
        named |= classes(tag)
        if tag.name == "meta" and attribute(tag, "name").lower() == "generator":
            generator = generator or clean_line(attribute(tag, "content"))
        elif tag.name in ("input", "select", "textarea"):
            fields.add(attribute(tag, "name").lower())
    return Frame(
        generator=generator,
        head=page.head,
        ids=frozenset(ids - {""}),
        classes=frozenset(named),
        fields=frozenset(fields - {""}),
        links=tuple(_own_links(page)),
        footer=page.footer,
    )


def _own_links(page: Page) -> Iterator[Link]:
    host = page.absolute("/")
    for link in page.links:
        marked = attribute(link.tag, "target") or _OF_AUTHORS.search(attribute(link.tag, "rel"))
        if not marked and (not _FOREIGN.match(link.href) or page.absolute(link.href).startswith(host)):
            yield link
