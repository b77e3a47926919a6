"""What a page shows of the software that made it, apart from what people wrote."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.engines.kit.dom import all_classes, attribute, inside
from feedforum.engines.kit.links import Link
from feedforum.engines.kit.page import Page
from feedforum.text.characters import clean_line

_FOREIGN = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_OF_AUTHORS = re.compile(r"nofollow|ugc|noopener|external", re.IGNORECASE)


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

    def __init__(self, page: Page) -> None:
        said = (attribute(tag, "content") for tag in page.tags("meta") if _value(tag, "name") == "generator")
        self.generator = next(filter(None, map(clean_line, said)), "")
        self.head, self.footer = page.head, page.footer
        self.ids = frozenset(_value(tag, "id") for tag in inside(page.soup)) - {""}
        self.classes = all_classes(inside(page.soup))
        fields = inside(page.soup, "input", "select", "textarea")
        self.fields = frozenset(_value(tag, "name") for tag in fields) - {""}
        self.links = tuple(_own_links(page))

    def scripts(self) -> frozenset[str]:
        """The scripts that the forum's own links lead to, such as `thread.php`."""
        return frozenset(link.script for link in self.links)


def _value(tag: Tag, name: str) -> str:
    return attribute(tag, name).lower()


def _own_links(page: Page) -> Iterator[Link]:
    host = page.absolute("/")
    for link in page.links:
        marked = attribute(link.tag, "target") or _OF_AUTHORS.search(attribute(link.tag, "rel"))
        if not marked and (not _FOREIGN.match(link.href) or page.absolute(link.href).startswith(host)):
            yield link
