"""Code: `pre` and `code` with the exact text, without the column of line numbers."""

import re

from feedforum.content.tree import BLOCKS, Element, Node, make, only_child, text_of

_LABEL = re.compile(r"\s*(?:php|code|html|css|sql|quelltext|source(?: ?code)?)\s*:?\s*", re.IGNORECASE)
# Where a block begins or ends inside `pre`, until it is known whether a line ends there anyway.
_EDGE = "edge"
_OF_TABLES = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
_NUMBERS = re.compile(r"\s*(?:\d+[:.]?\s+)*\d+[:.]?\s*")


def preformatted(element: Element) -> list[Node]:
    """A `pre`, always with `code` inside, so that a line feed at its start is never lost."""
    children = _between_rules(element.children)
    sole = children[0] if len(children) == 1 else None
    if not (isinstance(sole, Element) and sole.name == "code"):
        children = [make("code", children)]
    return [make("pre", children)]


def _between_rules(children: list[Node]) -> list[Node]:
    """Burning Board 1 writes the label, a rule, the code and a rule into one `pre`."""
    rules = [i for i, node in enumerate(children) if isinstance(node, Element) and node.name == "hr"]
    if len(rules) == 2 and rules[1] == len(children) - 1 and _LABEL.fullmatch(text_of(children[: rules[0]])):
        return children[rules[0] + 1 : rules[1]]
    return children


def on_lines(element: Element) -> list[Node]:
    """The content of a block inside a `pre`: a line or more of its own; a tab between cells of a table."""
    children = element.children
    if element.name in {"td", "th"}:
        return [*children, "\t"]
    if element.name in _OF_TABLES:
        children = [
            child for child in children if not isinstance(child, str) or child == "\t" or child.strip()
        ]
    if children and children[-1] == "\t":
        children = children[:-1]
    return [Element(_EDGE), *children, Element(_EDGE)] if children else []


def exact(element: Element, children: list[Node]) -> list[Node]:
    """What is inside a `pre`, to the letter: `br` is a line feed, a no-break space a blank.

    Forums write no-break spaces in code to keep its shape; nobody types them there.
    """
    lines = _as_lines(children)
    if element.name in BLOCKS | {"dir", "menu"} and element.name != "pre":
        return lines
    begin, end = 0, len(lines)
    if element.name in {"code", "pre"}:
        while begin < end and _is_edge(lines[begin]):
            begin += 1
        while end > begin and _is_edge(lines[end - 1]):
            end -= 1
    return ["\n" if _is_edge(child) else child for child in _one_edge(lines[begin:end])]


def _is_edge(node: Node) -> bool:
    return isinstance(node, Element) and node.name == _EDGE


def _one_edge(nodes: list[Node]) -> list[Node]:
    """The nodes with an edge only where a line does not end or begin anyway."""
    kept: list[Node] = []
    for node in nodes:
        before = kept[-1] if kept else None
        ended = before is not None and (_is_edge(before) or (isinstance(before, str) and before[-1:] == "\n"))
        if not (ended and _is_edge(node)):
            kept.append(node)
    return kept


def _as_lines(children: list[Node]) -> list[Node]:
    return [
        child.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(child, str)
        else "\n"
        if child.name == "br"
        else child
        for child in children
    ]


def code_block(text: str) -> Element:
    """A `pre` of this text."""
    return make("pre", [make("code", [text] if text else [])])


def cells_of(table: Element) -> list[Element]:
    """The cells of a table itself, not those of tables inside it."""
    rows: list[Element] = []
    for child in table.children:
        if isinstance(child, Element) and child.name in {"tbody", "thead", "tfoot"}:
            rows += [row for row in child.children if isinstance(row, Element) and row.name == "tr"]
    return [
        cell
        for row in rows
        for cell in row.children
        if isinstance(cell, Element) and cell.name in {"td", "th"}
    ]


def code_table(cells: list[Element]) -> list[Node] | None:
    """The `pre` of a table that is there to show code; None for any other table.

    Such a table has a label, and a row with the line numbers and the code, each in a `pre`; or it is
    a frame of one cell around another of its kind.
    """
    shown = [(cell, _sole_pre(cell)) for cell in cells]
    code = [pre for _, pre in shown if pre is not None]
    labels = [cell for cell, pre in shown if pre is None]
    if len(code) == 2 and _NUMBERS.fullmatch(text_of([code[0]])):
        code = code[1:]
    elif len(code) == 1 and not labels:
        return [code[0]]
    if len(code) != 1 or any(not _LABEL.fullmatch(text_of(cell.children)) for cell in labels):
        return None
    return [code_block(text_of([code[0]]))]


def _sole_pre(cell: Element) -> Element | None:
    inside: Element | None = cell
    while inside is not None and inside.name in {"td", "th", "div"}:
        inside = only_child(inside.children)
    return inside if inside is not None and inside.name == "pre" else None
