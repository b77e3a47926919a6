"""What a pair of BBCode tags stands for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from feedforum.content.code_blocks import as_typed, code_block
from feedforum.content.embeds import service, watch_page
from feedforum.content.html_tree import BLOCKS, Element, Node, is_named, make, nodes_of, text_of
from feedforum.content.images import image_address
from feedforum.content.post_links import Context, address
from feedforum.content.quotes import quote, quoted
from feedforum.content.sanitise import LARGE
from feedforum.content.smilies import file_name
from feedforum.content.spoilers import details
from feedforum.content.styles import colour, font
from feedforum.content.white_space import fold, label
from feedforum.text.characters import balance

_MARKS = {
    "b": "b", "i": "i", "u": "u", "s": "s", "strike": "s", "del": "s", "sub": "sub", "sup": "sup",
    "strong": "b", "em": "i", "tt": "code", "mark": "mark",
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
}  # fmt: skip
_ALIGNED = {"center", "right", "justify", "align"}
_VIDEO = {"youtube", "video", "media", "vimeo", "dailymotion", "yt"}

DROPPED = {"color", "colour", "font", "size", "left", "highlight", "bgcolor"}
"""Tags that go while their content stays."""

VERBATIM = {"code", "php", "noparse", "html"}
"""Tags between which no other tag means anything."""

LINKING = {"url", "link", "email", "mail"} | _VIDEO
"""Tags that become a link, which must not stand in another."""

LITERAL_IF_BARE = {"quote"}
"""Tags that a forum which knows them may know without an argument only: with one, they are never literal."""

LISTS = {"list", "ul", "ol"}
"""Tags of lists, whose items begin with `[*]` or are in `[li]`."""

PARTS = {"li": LISTS, "tr": {"table"}, "td": {"table"}, "th": {"table"}}
"""Tags that mean something inside of others only."""

LINES = {"hr"}
"""Tags without an end."""

ITEM = "[*]"
"""The start of an item of a list."""

# An address is a text of its own; to collect more would cost the square of what stands there.
_FEW = 8
_VIDEO_ID = re.compile(r"[A-Za-z0-9_\-]{11}")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.\-]*:|/)[^\s\[\]]+", re.IGNORECASE)
_HOST_FIRST = re.compile(r"www\.[^\s/]+\.[^\s/]+", re.IGNORECASE)
_AFTER_NAME = re.compile('[";,]| (?:link|date|post|post_id|time|user_id|userid)=')
_IN_NOPARSE = re.compile(r"(?<=\[)(?=[/a-z*])", re.IGNORECASE)
_LARGE_SIZE = re.compile(r"(?:1[89]|[2-9]\d|1[3-9]\d|[2-9]\d\d)\s*(?:px|pt|%)?", re.IGNORECASE)
_CELLS = frozenset({"td", "th"})
_LIST_TYPES = frozenset("1aAiI")


@dataclass(slots=True)
class Opened:
    """A tag that waits for its end: where it stands among the nodes, and a list's items so far.

    `literal`: the pair stays as it was written.
    """

    name: str
    argument: str
    start: int
    items: int = 0
    literal: bool = False


def meaning(opened: Opened, nodes: list[Node], context: Context) -> Element | None:
    """The element a pair of tags stands for; None where they stay as they were written.

    What is between the tags is all of `nodes` after the first one.
    """
    short = len(nodes) - opened.start <= _FEW
    if not short and (opened.name == "img" or (opened.name in LINKING and not opened.argument)):
        return None
    if opened.name in LISTS and not opened.items:
        return None
    children = [balance(node) if isinstance(node, str) else node for node in nodes[opened.start + 1 :]]
    return _BUILDERS[opened.name](opened, children, context) if children or opened.name in _CELLS else None


def _mark(opened: Opened, children: list[Node], context: Context) -> Element | None:
    folded = fold(children, block=_MARKS[opened.name] in BLOCKS)
    return make(_MARKS[opened.name], folded) if folded else None


def _aligned(opened: Opened, children: list[Node], context: Context) -> Element | None:
    side = opened.argument.lower() if opened.name == "align" else opened.name
    folded = fold(children, block=True)
    if not folded or side not in {"left", "center", "right", "justify"}:
        return None
    return make("div", folded, **({} if side == "left" else {"style": f"text-align: {side}"}))


def _quoted(opened: Opened, children: list[Node], context: Context) -> Element | None:
    who = _AFTER_NAME.split(opened.argument, maxsplit=1)[0].strip(" '&")
    if "[/" in who or ITEM in who:
        who = label(who)
    if not fold(children, block=True):
        return None
    return quote(children, [who]) if who else quoted(children)


def _spoiler(opened: Opened, children: list[Node], context: Context) -> Element | None:
    folded = fold(children, block=True)
    return details(opened.argument or "Spoiler", folded) if folded else None


def _verbatim(opened: Opened, children: list[Node], context: Context) -> Element | None:
    text = as_typed(children)
    return code_block(text) if text.strip() else None


def _url(opened: Opened, children: list[Node], context: Context) -> Element | None:
    target = opened.argument or text_of(children).strip()
    return _linked(target, children, context)


def _mail(opened: Opened, children: list[Node], context: Context) -> Element | None:
    target = opened.argument or text_of(children).strip()
    return _linked(f"mailto:{target}", children, context) if _MAIL.fullmatch(target) else None


def _linked(target: str, children: list[Node], context: Context) -> Element | None:
    if _HOST_FIRST.match(target):
        target = f"http://{target}"
    href = address(target, context) if _ADDRESS.fullmatch(target) else ""
    folded = fold(children, block=False)
    return make("a", folded, href=href) if href and folded else None


def _image(opened: Opened, children: list[Node], context: Context) -> Element | None:
    target = text_of(children).strip()
    fits = all(isinstance(child, str) for child in children) and _ADDRESS.fullmatch(target)
    source = image_address(target, context) if fits else ""
    return make("img", src=source, alt=file_name(source)) if source else None


def _video(opened: Opened, children: list[Node], context: Context) -> Element | None:
    text = text_of(children).strip()
    if opened.name in {"youtube", "yt"} and _VIDEO_ID.fullmatch(text):
        text = f"https://www.youtube.com/watch?v={text}"
    elif opened.name == "vimeo" and text.isascii() and text.isdigit():
        text = f"https://vimeo.com/{text}"
    target = address(text, context) if re.fullmatch(r"(?:https?:)?//[^\s\[\]]+", text) else ""
    return make("a", [service(watch_page(target))], href=watch_page(target)) if target else None


def _list(opened: Opened, children: list[Node], context: Context) -> Element | None:
    items: list[list[Node]] = [[]]
    for child in children:
        if child == ITEM:
            items.append([])
        elif not isinstance(child, str) and child.tag == "li":
            items += [nodes_of(child), []]
        else:
            items[-1].append(child)
    made: list[Node] = [make("li", folded) for item in items if (folded := fold(item, block=True))]
    if not made:
        return None
    if opened.argument in _LIST_TYPES:
        return make("ol", made, type=opened.argument)
    return make("ol" if opened.name == "ol" else "ul", made)


def _table(opened: Opened, children: list[Node], context: Context) -> Element | None:
    """A row or a table, if beside its parts there are only blanks and line breaks."""
    parts: list[Node] = []
    for child in children:
        if is_named(child, *(_CELLS if opened.name == "tr" else {"tr"})):
            parts.append(child)
        elif child.strip() if isinstance(child, str) else child.tag != "br":
            return None
    if not parts:
        return None
    return make("tr", parts) if opened.name == "tr" else make("table", [make("tbody", parts)])


def _styled(opened: Opened, children: list[Node], context: Context) -> Element | None:
    folded = fold(children, block=False)
    styles = styles_of(opened, context)
    return make("span", folded, style=styles) if folded and styles else None


def styles_of(opened: Opened, context: Context) -> str:
    """The style that a tag for size, colour or font gives; empty where a reader gets none."""
    if opened.name == "size":
        return LARGE if _LARGE_SIZE.fullmatch(opened.argument) else ""
    if not context.site.colours:
        return ""
    if opened.name in {"color", "colour"}:
        return colour(opened.argument)
    return font(opened.argument) if opened.name == "font" else ""


def as_text(nodes: list[Node]) -> list[Node]:
    """The nodes as their author's plain text; a `wbr` keeps what looks like a tag from being one."""
    plain: list[Node] = []
    for node in nodes:
        if not isinstance(node, str):
            plain.append(node)
            continue
        for part in _IN_NOPARSE.split(node):
            plain += [part, make("wbr")]
        plain.pop()
    return plain


_BUILDERS: dict[str, Callable[[Opened, list[Node], Context], Element | None]] = {
    **dict.fromkeys(_MARKS, _mark),
    **dict.fromkeys(_ALIGNED, _aligned),
    **dict.fromkeys(VERBATIM, _verbatim),
    **dict.fromkeys(_VIDEO, _video),
    **dict.fromkeys(("url", "link"), _url),
    **dict.fromkeys(("email", "mail"), _mail),
    **dict.fromkeys(("spoiler", "hide"), _spoiler),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(
        ("li", *_CELLS), lambda opened, children, _: make(opened.name, fold(children, block=True))
    ),
    **dict.fromkeys(("size", "color", "colour", "font"), _styled),
    **dict.fromkeys(("tr", "table"), _table),
    "indent": lambda opened, children, _: quoted(children) if fold(children, block=True) else None,
    "quote": _quoted,
    "img": _image,
}

NAMES = {*_BUILDERS, *LINES, *DROPPED}
"""All tags that are understood."""
