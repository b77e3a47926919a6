"""A post's attachments as a section after its text."""

from collections.abc import Iterable

from feedforum.content.html_tree import Element, Node, attribute, make, walk
from feedforum.content.images import image_address
from feedforum.content.post_links import Context, address
from feedforum.records import Attachment
from feedforum.text.characters import clean

ATTACHMENTS = "feedforum-attachments"
_UNITS = ("B", "KB", "MB", "GB")


def attachments_section(
    attachments: tuple[Attachment, ...], context: Context, nodes: Iterable[Node] = ()
) -> Element | None:
    """The pictures that the forum shows, each with its name, then a list of the other files.

    A picture that is among the `nodes` of the post's text already is in the list.
    """
    shown = {value for node in walk(nodes) for value in _addresses(node)}
    pictures: list[Node] = []
    items: list[Node] = []
    for attachment in attachments:
        href = address(attachment.url, context)
        if not href:
            continue
        name = clean(attachment.name) or href
        facts = ", ".join(fact for fact in (_size(attachment.size), _type(clean(attachment.name))) if fact)
        link: list[Node] = [make("a", [name], href=href), f" ({facts})" if facts else ""]
        source = image_address(attachment.url, context) if attachment.inline else ""
        if source and shown.isdisjoint((source, href)):
            # A paragraph, since readers in a terminal know no figures and would run them together.
            picture = make("a", [make("img", src=source, alt=name)], href=href)
            pictures.append(make("p", [picture, make("br"), *link]))
        else:
            items.append(make("li", link))
    if not pictures and not items:
        return None
    files = [make("ul", items)] if items else []
    return make("section", [*pictures, *files], **{"class": ATTACHMENTS})


def _addresses(node: Node) -> tuple[str, ...]:
    """Where a picture is, and where a link around one leads."""
    if isinstance(node, str) or node.tag != "img":
        return ()
    around = node.getparent()
    return attribute(node, "src"), attribute(around, "href") if around is not None else ""


def _size(size: int | None) -> str:
    if size is None or size < 0:
        return ""
    if size < 1024:
        return f"{size} B"
    power = next((power for power in (1, 2) if size < 1000 * 1024**power), 3)
    amount = size / 1024**power
    return f"{amount:.1f} {_UNITS[power]}" if amount < 10 else f"{amount:.0f} {_UNITS[power]}"


def _type(name: str) -> str:
    ending = name.rpartition(".")[2]
    is_type = "." in name and ending.isascii() and ending.isalnum() and len(ending) <= 5
    return ending.upper() if is_type else ""
