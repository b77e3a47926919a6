"""A post's attachments as a section after its text."""

from feedforum.content.html_tree import Element, Node, make
from feedforum.content.images import image_address
from feedforum.content.post_links import Context, address
from feedforum.records import Attachment
from feedforum.text.characters import clean

ATTACHMENTS = "feedforum-attachments"
_UNITS = ("KB", "MB", "GB")


def attachments_section(attachments: tuple[Attachment, ...], context: Context) -> Element | None:
    """The pictures that the forum shows, then a list of the files with size and type."""
    figures: list[Node] = []
    items: list[Node] = []
    for attachment in attachments:
        href = address(attachment.url, context)
        if not href:
            continue
        name = clean(attachment.name) or href
        source = image_address(attachment.url, context) if attachment.inline else ""
        if source:
            picture = make("img", src=source, alt=name)
            figures.append(make("figure", [make("a", [picture], href=href)]))
        facts = ", ".join(fact for fact in (_size(attachment.size), _type(clean(attachment.name))) if fact)
        items.append(make("li", [make("a", [name], href=href), f" ({facts})" if facts else ""]))
    if not items:
        return None
    return make("section", [*figures, make("ul", items)], **{"class": ATTACHMENTS})


def _size(size: int | None) -> str:
    if size is None or size < 0:
        return ""
    if size < 1024:
        return f"{size} B"
    amount = size / 1024
    for unit in _UNITS:
        if amount < 1000 or unit == _UNITS[-1]:
            return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:.0f} {unit}"
        amount /= 1024
    return ""


def _type(name: str) -> str:
    ending = name.rpartition(".")[2]
    return (
        ending.upper() if "." in name and ending.isascii() and ending.isalnum() and len(ending) <= 5 else ""
    )
