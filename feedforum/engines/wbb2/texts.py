"""Text out of markup, as people read it."""

import re
from collections.abc import Iterable

from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from feedforum.engines.wbb2.topics import rejoin_topic
from feedforum.text.characters import clean_line

# Topics hold characters outside windows-1252 as references, which the page escapes once more. The cut
# after a run of 40 characters may fall into a reference, and stays there if it was not undone.
_REFERENCE = re.compile(r"&#((?:\d\s*){2,7});")
_NOT_DIGITS = re.compile(r"[.,'’\s]")


def text_of(node: PageElement | None) -> str:
    """All text in a node on one line, clean; `<br>` counts as a blank; empty for None."""
    return clean_line("".join(_pieces([node]))) if node is not None else ""


def text_of_all(nodes: Iterable[PageElement]) -> str:
    """The text of several nodes that follow each other, as `text_of`."""
    return clean_line("".join(_pieces(nodes)))


def title_of(node: PageElement | None) -> str:
    """A topic as the author typed it: `topic_text`, with doubly escaped references resolved."""
    return resolve(topic_text(node))


def topic_text(node: PageElement | None) -> str:
    """`text_of` a node that holds a topic, with the words that the forum cut put together again."""
    return clean_line(rejoin_topic("".join(_pieces([node])))) if node is not None else ""


def resolve(text: str) -> str:
    """The text with references such as `&#1050;` turned into their characters."""
    if "&#" not in text:
        return text
    return clean_line(_REFERENCE.sub(_character, text))


def count_of(text: str) -> int | None:
    """A count as boards print it (`4.321`, `1,987`, `12`); None if it is none."""
    digits = _NOT_DIGITS.sub("", text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None


def _character(match: re.Match[str]) -> str:
    code = int("".join(match[1].split()))
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _pieces(nodes: Iterable[PageElement]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, Tag):
            for inner in node.descendants:
                if isinstance(inner, NavigableString):
                    if not isinstance(inner, PreformattedString | Comment):
                        yield inner
                elif isinstance(inner, Tag) and inner.name == "br":
                    yield " "
            if node.name == "br":
                yield " "
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield node
