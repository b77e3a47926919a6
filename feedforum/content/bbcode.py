"""BBCode that the forum left as it was typed: which tags belong together.

Only pairs whose two tags stand in the same element are taken; whatever is unclosed, empty or not
understood stays as it was written.
"""

import re
from collections import Counter

from feedforum.content.bbcode_meanings import (
    DROPPED,
    ITEM,
    LINES,
    LINKING,
    LISTS,
    LITERAL_IF_BARE,
    NAMES,
    PARTS,
    VERBATIM,
    Opened,
    as_text,
    meaning,
    styles_of,
)
from feedforum.content.html_tree import Element, Node, has_links, joined, make
from feedforum.content.post_links import Context
from feedforum.text.characters import balance

_TAG = re.compile(
    r"\[quote(?:=| (?:name|author)=)(?P<who>(?:[^\[\]\n]|\[[^\[\]\n]{0,40}\]){1,100})\]"
    r"|\[(?P<close>/?)(?P<name>h[1-6]|[a-z]{1,11})(?:=(?P<argument>\"[^\"\[\]\n]*\"|[^\[\]\n]*))?\]|\[(?P<item>\*)\]",
    re.IGNORECASE,
)
_VERBATIM_END = re.compile(r"\[/(code|php|noparse|html)\]", re.IGNORECASE)
_ROUNDS = 4


def convert(children: list[Node], context: Context) -> list[Node]:
    """The children of an element with the BBCode in their text turned into elements."""
    for _ in range(_ROUNDS):
        pairs = _Pairs(joined(children), context)
        children = pairs.nodes
        if not pairs.dropped:
            break  # where a tag was dropped, what stood around it may now be a tag
    return [balance(child) if isinstance(child, str) else child for child in joined(children)]


class _Pairs:
    """Finds the pairs of tags among nodes, in time that grows with their number alone.

    Tags are put down as text at first; a pair that means something takes its part of `nodes` away and
    puts one element there instead.
    """

    def __init__(self, children: list[Node], context: Context) -> None:
        self.nodes: list[Node] = []
        self.dropped = False
        self._context = context
        self._stack: list[Opened] = []
        self._open: Counter[str] = Counter()
        self._lists: list[Opened] = []
        self._last_link = -1
        text = (child for child in children if isinstance(child, str) and "[/" in child)
        self._ends = Counter(name.lower() for part in text for name in _VERBATIM_END.findall(part))
        for child in children:
            if isinstance(child, str):
                self._read(child)
            else:
                self._add(child)

    def _add(self, node: Element) -> None:
        if node.tag == "a" or has_links(node):
            self._last_link = len(self.nodes)
        self.nodes.append(node)

    def _read(self, text: str) -> None:
        position = 0
        for tag in _TAG.finditer(text):
            if tag.start() > position:
                self.nodes.append(text[position : tag.start()])
            position = tag.end()
            self._take(tag)
        if position < len(text):
            self.nodes.append(text[position:])

    def _take(self, tag: re.Match[str]) -> None:
        name = "quote" if tag["who"] else (tag["name"] or "").lower()
        written = tag.group()
        verbatim = bool(self._stack) and self._stack[-1].name in VERBATIM
        if tag["close"] and name in NAMES:
            self._ends[name] -= 1
            if self._open[name] and (not verbatim or self._stack[-1].name == name):
                self._close(name, written)
                return
        elif tag["item"]:
            if self._lists:
                self._lists[-1].items += 1
        elif not tag["close"] and not verbatim and self._understood(name):
            if name in LINES:
                self._add(make("hr"))
                return
            self._begin(name, (tag["who"] or tag["argument"] or "").strip().strip('"').strip())
        self.nodes.append(ITEM if tag["item"] else written)

    def _understood(self, name: str) -> bool:
        if name not in NAMES or (name in self._context.site.habits.bbcode and name not in LITERAL_IF_BARE):
            return False
        if name in PARTS:
            return any(self._open[whole] for whole in PARTS[name])
        return name not in VERBATIM or self._ends[name] > 0

    def _begin(self, name: str, argument: str) -> None:
        bare = name in LITERAL_IF_BARE and not argument
        opened = Opened(
            name, argument, len(self.nodes), literal=bare and name in self._context.site.habits.bbcode
        )
        self._stack.append(opened)
        self._open[name] += 1
        if name in LISTS:
            self._lists.append(opened)

    def _end(self) -> Opened:
        opened = self._stack.pop()
        self._open[opened.name] -= 1
        if opened.name in LISTS:
            self._lists.pop()
        return opened

    def _close(self, name: str, written: str) -> None:
        while self._stack[-1].name != name:
            given_up = self._end()
            if self._lists:
                self._lists[-1].items += given_up.items
        opened = self._end()
        if name == "noparse":
            self.nodes[opened.start :] = as_text(self.nodes[opened.start + 1 :])
            return
        if name in DROPPED and not styles_of(opened, self._context):
            self.dropped = True
            self.nodes[opened.start] = ""
            return
        in_link = name in LINKING and (self._context.linked or self._last_link > opened.start)
        meant = None if opened.literal or in_link else meaning(opened, self.nodes, self._context)
        if meant is None:
            self.nodes.append(written)
            return
        if name == "li" and self._lists:
            self._lists[-1].items += 1
        del self.nodes[opened.start :]
        self._last_link = min(self._last_link, opened.start - 1)
        self._add(meant)
