"""What follows the line in a post: message, attachments, signature, edit note, without any mark between.

The order is fixed, so each is taken off the end, and what an author typed to look like one of them
in the middle of a message stays there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bs4.element import NavigableString, PageElement, Tag

from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.attachments import attachments_in, is_attachments
from feedforum.engines.wbb2.soup import markup_of
from feedforum.engines.wbb2.texts import text_of
from feedforum.records import Attachment, Edit

_UNDERSCORES = "_" * 18
_LONGEST_NOTE = 400  # characters: an edit note is a sentence
# Typed underscores have a newline on both sides, as each line of a message ends in one.
_SIGNATURE = re.compile(rf"<br\s*/?><br\s*/?>{_UNDERSCORES}<br\s*/?>", re.IGNORECASE)
_END = re.compile(r"(?:\s|<br\s*/?>)+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of a post's body. The edit's time is still the text `edited_text`."""

    message_html: str
    signature_html: str
    attachments: tuple[Attachment, ...]
    edit: Edit | None
    edited_text: str


def body_of(nodes: Sequence[PageElement], base: str) -> Body:
    """The parts of what follows the line; `base` is what relative links start from."""
    rest, edit, edited_text = _without_edit(list(nodes))
    rest, signature = _without_signature(rest)
    rest, blocks = _without_attachments(rest)
    message = markup_of(rest)
    if not signature:
        # A tag that its author left open may have swallowed the signature.
        message, _, signature = _split_once(message)
    return Body(
        message_html=trimmed(message),
        signature_html=trimmed(signature),
        attachments=attachments_in(blocks, base),
        edit=edit,
        edited_text=edited_text,
    )


def trimmed(markup: str) -> str:
    """Markup without the white space around it and the line breaks at its end."""
    return _END.sub("", markup).lstrip()


def _split_once(message: str) -> tuple[str, str, str]:
    match = _SIGNATURE.search(message)
    return (message[: match.start()], match[0], message[match.end() :]) if match else (message, "", "")


def _blank(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return node.name == "br"
    return not str(node).strip()


def _without_edit(nodes: list[PageElement]) -> tuple[list[PageElement], Edit | None, str]:
    """The nodes without the edit note, a paragraph of small print at the end."""
    at = len(nodes)
    while at and _blank(nodes[at - 1]):
        at -= 1
    last = nodes[at - 1] if at else None
    if isinstance(last, Tag) and last.name == "p" and isinstance(last.find("span"), Tag):
        text = text_of(last)[:_LONGEST_NOTE]
        for pattern in words.EDIT_NOTES:
            match = pattern.search(text)
            if match:
                edit = Edit(int(match[1][:9]), None)
                return nodes[: at - 1], edit, match[2].strip()
    return nodes, None, ""


def _without_signature(nodes: list[PageElement]) -> tuple[list[PageElement], str]:
    for at in range(2, len(nodes) - 1):
        if (
            isinstance(nodes[at], NavigableString)
            and str(nodes[at]) == _UNDERSCORES
            and all(_is_break(nodes[near]) for near in (at - 2, at - 1, at + 1))
        ):
            return nodes[: at - 2], markup_of(nodes[at + 2 :])
    return nodes, ""


def _is_break(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _without_attachments(nodes: list[PageElement]) -> tuple[list[PageElement], list[Tag]]:
    blocks: list[Tag] = []
    end = at = len(nodes)
    while at:
        node = nodes[at - 1]
        if isinstance(node, Tag) and is_attachments(node):
            blocks.insert(0, node)
            end = at - 1
        elif not _blank(node):
            break
        at -= 1
    return nodes[:end], blocks
