"""Small questions to BeautifulSoup's tree, and text and markup out of it."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import chain, takewhile

from bs4 import BeautifulSoup
from bs4.element import AttributeDict, NavigableString, PageElement, PreformattedString, Tag

from feedforum.text.characters import clean_line

_BREAK = "<br/>"


def tree_of(markup: str) -> BeautifulSoup:
    """The tree of a markup, in which an attribute is one text, `class` too."""
    return BeautifulSoup(markup, "lxml", multi_valued_attributes=None, attribute_dict_class=AttributeDict)


def attribute(tag: Tag | None, name: str) -> str:
    """An attribute as text; empty if it is missing, or the tag is."""
    value = tag.attrs.get(name) if tag is not None else None
    if isinstance(value, str):
        return value
    return " ".join(value) if value else ""


def classes(tag: Tag | None) -> frozenset[str]:
    """The classes of a tag, in lower case."""
    return frozenset(attribute(tag, "class").lower().split())


def all_classes(tags: Iterable[Tag]) -> frozenset[str]:
    """The `classes` of some tags together."""
    return frozenset[str]().union(*map(classes, tags))


def inside(tag: Tag | None, *names: str) -> Iterator[Tag]:
    """The tags of some names within a tag, in the order of the page; all tags if no name is given."""
    for node in tag.descendants if tag is not None else ():
        if isinstance(node, Tag) and (not names or node.name in names):
            yield node


def inside_or_after(tag: Tag | None, *names: str) -> Iterator[Tag]:
    """The same, and those that stand after it: it ends early where an author closed more than was open."""
    # A whole document has no next element, however many it holds.
    first = (tag.contents[0] if tag.contents else tag.next_element) if tag is not None else None
    for node in chain((first,), first.next_elements) if first is not None else ():
        if isinstance(node, Tag) and (not names or node.name in names):
            yield node


def first_inside(tag: Tag | None, *names: str) -> Tag | None:
    """The first tag of some names within a tag."""
    return next(inside(tag, *names), None)


def with_class(tag: Tag | None, name: str, *tags: str) -> Iterator[Tag]:
    """The tags within a tag that have a class, in the order of the page."""
    return (node for node in inside(tag, *tags) if name in classes(node))


def first_with_class(tag: Tag | None, name: str, *tags: str) -> Tag | None:
    """The first tag within a tag that has a class."""
    return next(with_class(tag, name, *tags), None)


def with_id(tag: Tag | None, value: str) -> Tag | None:
    """The first tag within a tag that has an id."""
    return next((node for node in inside(tag) if attribute(node, "id") == value), None)


def around(tag: Tag | None, name: str) -> Tag | None:
    """The nearest tag of a name that holds a tag."""
    return next((outer for outer in tag.parents if outer.name == name), None) if tag is not None else None


def is_within(node: PageElement, outer: Tag) -> bool:
    """Whether a node stands inside a tag, at any depth."""
    return any(parent is outer for parent in node.parents)


def behind(tag: Tag | None, name: str) -> Iterator[Tag]:
    """The tags of a name that follow a tag within the same one."""
    for node in tag.next_siblings if tag is not None else ():
        if isinstance(node, Tag) and node.name == name:
            yield node


def after(tag: Tag, *holders: str) -> list[PageElement]:
    """All that follows a tag within the nearest of some tags that holds it, such as its cell."""
    nodes: list[PageElement] = []
    step: Tag | None = tag
    while step is not None and step.name not in holders:
        nodes.extend(step.next_siblings)
        step = step.parent
    return nodes


def first_cell(anchor: Tag) -> Tag | None:
    """The cell around an anchor, if it is the first of a row of two, so that no author has written it."""
    cell = around(anchor, "td")
    if cell is None or next(behind(cell, "td"), None) is None:
        return None
    return None if any(is_tag(node, "td") for node in cell.previous_siblings) else cell


def is_tag(node: PageElement | None, *names: str) -> bool:
    """Whether a node is a tag of one of some names."""
    return isinstance(node, Tag) and node.name in names


def is_blank(node: PageElement) -> bool:
    """Whether a node shows nothing: white space, or a line break."""
    return node.name == "br" if isinstance(node, Tag) else not str(node).strip()


def image_name(tag: Tag) -> str:
    """The file name of an image without its extension, in lower case: what stays in every skin."""
    source = attribute(tag, "src").partition("?")[0]
    return source.rpartition("/")[2].rpartition(".")[0].lower()


def image_names(*nodes: Tag) -> frozenset[str]:
    """The `image_name` of each image within some tags."""
    return frozenset(image_name(image) for node in nodes for image in inside(node, "img"))


def row_around(cell: Tag | None) -> Tag | None:
    """The row a cell stands in; None for a cell that broken markup left outside of any."""
    row = cell.parent if cell is not None else None
    return row if row is not None and row.name == "tr" else None


def child_cells(row: Tag) -> list[Tag]:
    """The cells of a table's row itself, not those of tables within."""
    return [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]


def columns_around(row: Tag, tag: Tag) -> tuple[list[Tag], int]:
    """The tags that a row has side by side, and which of them holds a tag, from 0 on."""
    columns = [node for node in row.children if isinstance(node, Tag)]
    return columns, next((at for at, column in enumerate(columns) if is_within(tag, column)), 0)


def place_in(row: Tag, cell: Tag) -> int:
    """Which of a row's own cells a cell is, from 0 on."""
    return next(at for at, other in enumerate(child_cells(row)) if other is cell)


def text_of(node: PageElement | None) -> str:
    """All text in a node on one line, clean; `<br>` counts as a blank; empty for None."""
    return text_of_all([node]) if node is not None else ""


def text_of_all(nodes: Iterable[PageElement]) -> str:
    """The text of several nodes that follow each other, as `text_of`."""
    return clean_line(raw_text(nodes))


def raw_text(nodes: Iterable[PageElement]) -> str:
    """The text of nodes with all their white space, as the page has it."""
    return "".join(_pieces(nodes))


def strings_outside(tag: Tag | None, *names: str) -> Iterator[NavigableString]:
    """The strings within a tag that stand in no tag of some names, such as a label's."""
    for node in tag.descendants if tag is not None else ():
        if isinstance(node, NavigableString) and not node.find_parent(names):
            yield node


def up_to(nodes: Iterable[PageElement], end: Tag | None) -> list[PageElement]:
    """The nodes before a tag, which may stand anywhere inside of one of them, or nowhere.

    What broken markup leaves open around the tag is not there: what stands in it before the tag is.
    """
    around_end = {id(outer) for outer in end.parents} if end is not None else set[int]()
    before: list[PageElement] = []
    waiting = [iter(nodes)]
    while waiting:
        for node in waiting[-1]:
            if node is end:
                return before
            if id(node) in around_end and isinstance(node, Tag):
                waiting.append(iter(node.contents))
                break
            before.append(node)
        else:
            waiting.pop()
    return before


def until(nodes: Iterable[PageElement], *names: str) -> Iterator[PageElement]:
    """The nodes before the first tag of one of some names."""
    return takewhile(lambda node: not is_tag(node, *names), nodes)


def lines_of(
    nodes: Iterable[PageElement], is_end: Callable[[PageElement], bool] = lambda node: is_tag(node, "br")
) -> list[list[PageElement]]:
    """Nodes, parted at those that end a line."""
    lines: list[list[PageElement]] = [[]]
    for node in nodes:
        if is_end(node):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def markup_of(nodes: Iterable[PageElement], end: Tag | None = None) -> str:
    """The markup of nodes that follow each other, `trimmed`: as BeautifulSoup writes it, in half the time.

    Where a tag `end` stands in them, nothing of it and of what follows is there, and what is open is closed.
    """
    parts: list[str] = []
    open_tags: list[tuple[Iterator[PageElement], str]] = [(iter(nodes), "")]
    while open_tags:
        siblings, closing = open_tags[-1]
        for node in siblings:
            if isinstance(node, Tag):
                if node is end:
                    parts += [tag for _, tag in reversed(open_tags)]
                    return trimmed("".join(parts))
                name = node.name
                parts.append(f"<{name}{_attributes(node)}" if node.attrs else f"<{name}")
                if node.contents:
                    parts.append(">")
                    open_tags.append((iter(node.contents), f"</{name}>"))
                    break
                parts.append("/>" if node.can_be_empty_element else f"></{name}>")
            elif type(node) is NavigableString:
                parts.append(escape(node, quote=False))
            elif isinstance(node, NavigableString):
                parts.append(node.output_ready())
        else:
            parts.append(closing)
            open_tags.pop()
    return trimmed("".join(parts))


def markup_in(tag: Tag | None) -> str:
    """The markup of what stands in a tag, as `markup_of`; empty for None."""
    return markup_of(tag.children) if tag is not None else ""


def _attributes(tag: Tag) -> str:
    written: list[str] = []
    for name in sorted(tag.attrs):
        text = attribute(tag, name)
        if "&" in text or "<" in text or ">" in text:
            text = escape(text, quote=False)
        if '"' not in text:
            written.append(f' {name}="{text}"')
        elif "'" not in text:
            written.append(f" {name}='{text}'")
        else:
            written.append(f' {name}="{text.replace(chr(34), "&quot;")}"')
    return "".join(written)


def trimmed(markup: str) -> str:
    """Markup without the white space around it and the line breaks at its end."""
    end = len(markup)
    while True:
        while end and markup[end - 1].isspace():
            end -= 1
        if not markup.endswith(_BREAK, 0, end):
            return markup[:end].lstrip()
        end -= len(_BREAK)


def _pieces(nodes: Iterable[PageElement]) -> Iterator[str]:
    for node in nodes:
        for inner in (node, *node.descendants) if isinstance(node, Tag) else (node,):
            if isinstance(inner, Tag):
                if inner.name == "br":
                    yield " "
            elif isinstance(inner, NavigableString) and not isinstance(inner, PreformattedString):
                yield inner
