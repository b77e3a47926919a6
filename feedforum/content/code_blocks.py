"""Code: `pre` and `code` with the exact text, without labels and the column of line numbers."""

import re

from feedforum.content.html_tree import (
    BLOCKS,
    Element,
    Node,
    classes,
    is_named,
    make,
    nodes_of,
    only_child,
    text_of,
)

_LABEL = re.compile(
    r"\s*(?:(?:php|html|css|sql)(?: code)?|code|quelltext|source(?: ?code)?)\s*"
    r"(?:\([\w+#./ -]{1,30}\))?\s*:?\s*\[?"
    r"(?:select(?: all)?|alles (?:auswählen|markieren)|auswählen|markieren|expand|collapse)?\]?\s*",
    re.IGNORECASE,
)
_LABEL_NAMES = frozenset(
    {"b", "strong", "cite", "dt", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "small", "span"}
)
_LONGEST_LABEL = 80
# Elements that hold nothing but code, also where it is not in `pre`.
_CODE_CLASS = frozenset({"code", "codecontent", "code_body", "codebody", "codemain", "bbc_code"})
HOLDERS = frozenset({"pre", "code", "div", "dd"})
"""The elements that may be code which has a label before it."""

_HOLDERS = frozenset({"code", "dd", "div", "td"})
_FRAMES = frozenset({"dd", "div", "td", "th"})
# Where a block begins or ends inside `pre`, until it is known whether a line ends there anyway.
_EDGE = "edge"
_OF_TABLES = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
_NUMBERS = re.compile(r"\s*(?:\d+[:.]?\s+)*\d+[:.]?\s*")


def preformatted(children: list[Node]) -> Element:
    """A `pre`, always with `code` inside, so that a line feed at its start is never lost."""
    children = _between_rules(children)
    sole = children[0] if len(children) == 1 else None
    if not is_named(sole, "code"):
        children = [make("code", children)]
    return make("pre", children)


def _between_rules(children: list[Node]) -> list[Node]:
    """The code of a `pre` in which a label stands before it, and a rule on either side."""
    rules = [i for i, node in enumerate(children) if is_named(node, "hr")]
    if len(rules) == 2 and rules[1] == len(children) - 1 and _LABEL.fullmatch(text_of(children[: rules[0]])):
        return children[rules[0] + 1 : rules[1]]
    return children


def on_lines(element: Element) -> list[Node]:
    """The content of a block inside a `pre`: a line or more of its own; a tab between cells of a table."""
    children = nodes_of(element)
    if element.tag in {"td", "th"}:
        return [*children, "\t"]
    if element.tag in _OF_TABLES:
        children = [
            child for child in children if not isinstance(child, str) or child == "\t" or child.strip()
        ]
    if children and isinstance(children[-1], str) and children[-1].endswith("\t"):
        last = children[-1][:-1]
        children = [*children[:-1], last] if last else children[:-1]
    return [make(_EDGE), *children, make(_EDGE)] if children else []


def exact(element: Element, children: list[Node]) -> list[Node]:
    """What is inside a `pre`, to the letter: `br` is a line feed, a no-break space a blank.

    Forums write no-break spaces in code to keep its shape; nobody types them there.
    """
    lines = _as_lines(children)
    if element.tag in BLOCKS | {"dir", "menu"} and element.tag != "pre":
        return lines
    begin, end = 0, len(lines)
    if element.tag in {"code", "pre"}:
        while begin < end and is_named(lines[begin], _EDGE):
            begin += 1
        while end > begin and is_named(lines[end - 1], _EDGE):
            end -= 1
    return ["\n" if is_named(child, _EDGE) else child for child in _one_edge(lines[begin:end])]


def _one_edge(nodes: list[Node]) -> list[Node]:
    """The nodes with an edge only where a line does not end or begin anyway."""
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        ended = is_named(before, _EDGE) or (isinstance(before, str) and before[-1:] == "\n")
        if not (ended and is_named(node, _EDGE)):
            result.append(node)
    return result


def _as_lines(children: list[Node]) -> list[Node]:
    return [
        child.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(child, str)
        else "\n"
        if child.tag == "br"
        else child
        for child in children
    ]


def code_block(text: str) -> Element:
    """A `pre` of this text."""
    return make("pre", [make("code", [text] if text else [])])


def as_typed(children: list[Node]) -> str:
    """Code that is not in a `pre`: a line ends where `br` stands, not where the page's source has one."""
    lines = (
        child.replace("\n", "") if isinstance(child, str) else "\n" if child.tag == "br" else text_of([child])
        for child in children
    )
    return "".join(lines).strip("\n").replace("\xa0", " ")


def holds_code(element: Element) -> bool:
    """Whether all of an element is code, by its class."""
    return element.tag in _HOLDERS and not _CODE_CLASS.isdisjoint(classes(element))


def block_of(element: Element) -> Element | None:
    """The `pre` of an element that holds code without one; None if there is one inside already."""
    children = nodes_of(element)
    text = as_typed(children)
    if not text.strip() or next(element.iterdescendants("pre"), None) is not None:
        return None
    return code_block(text)


def without_labels(children: list[Node]) -> list[Node]:
    """The children without what only says that the `pre` after it is code."""
    result: list[Node] = []
    for child in children:
        code = _code_in(child)
        start = _label_before(result) if code is not None else None
        # In the midst of a line a bold *Code:* may be the author's own.
        if (
            code is not None
            and start is not None
            and (
                is_named(child, "pre") or not is_named(result[start], "b", "strong", "small", "span", "cite")
            )
        ):
            del result[start:]
            child = code if code.tag == "pre" else code_block(as_typed(nodes_of(code)))  # noqa: PLW2901
        result.append(child)
    return result


def _code_in(node: Node) -> Element | None:
    """The `pre` or `code` that a node is, or that it holds and nothing else."""
    inside = None if isinstance(node, str) else node
    while inside is not None and inside.tag in _FRAMES:
        inside = only_child(nodes_of(inside))
    return inside if inside is not None and inside.tag in {"pre", "code"} else None


def _label_before(nodes: list[Node]) -> int | None:
    """Where the label begins with which the nodes end, perhaps on a line of its own."""
    end = len(nodes)
    while end and (nodes[end - 1] == "" or str(nodes[end - 1]).isspace() or is_named(nodes[end - 1], "br")):
        end -= 1
    if not end:
        return None
    last = nodes[end - 1]
    if isinstance(last, str) or last.tag not in _LABEL_NAMES:
        return None
    text = "".join(text_of([last])[: _LONGEST_LABEL + 1])
    return end - 1 if len(text) <= _LONGEST_LABEL and text.strip() and _LABEL.fullmatch(text) else None


def cells_of(table: Element) -> list[Element]:
    """The cells of a table itself, not those of tables inside it."""
    rows = [
        row for part in table if part.tag in {"tbody", "thead", "tfoot"} for row in part if row.tag == "tr"
    ]
    return [cell for row in rows for cell in row if cell.tag in {"td", "th"}]


def code_table(cells: list[Element]) -> list[Node] | None:
    """The `pre` of a table that is there to show code; None for any other table.

    Such a table has a label, and a row with the line numbers and the code, each in a `pre`; or it is
    a frame of one cell around another of its kind.
    """
    shown = [_code_in(cell) for cell in cells]
    code = [pre for pre in shown if pre is not None and pre.tag == "pre"]
    labels = [cell for cell, pre in zip(cells, shown, strict=True) if pre not in code]
    if len(code) == 2 and _NUMBERS.fullmatch(text_of([code[0]])):
        code = code[1:]
    elif len(code) == 1 and not labels:
        return [code[0]]
    if len(code) != 1 or any(not _LABEL.fullmatch(text_of(nodes_of(cell))) for cell in labels):
        return None
    return [code_block(text_of([code[0]]))]
