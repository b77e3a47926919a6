"""What stands around an author's text: the survey before it, files and signature after it."""

from feedforum.content.html_tree import Element, Node, make
from feedforum.content.images import image_address
from feedforum.content.links import Context, address
from feedforum.records import Attachment, Survey
from feedforum.text.characters import clean

ATTACHMENTS = "feedforum-attachments"
SIGNATURE = "feedforum-signature"
SURVEY = "feedforum-survey"
_UNITS = ("KB", "MB", "GB")


def survey_section(survey: Survey) -> Element:
    """The question and a list of the answers, with votes and their share where they are known."""
    votes = [choice.votes for choice in survey.choices if choice.votes is not None]
    total = sum(votes)
    items: list[Node] = []
    for choice in survey.choices:
        text = choice.text
        if choice.votes is not None:
            share = f" ({100 * choice.votes / total:.0f} %)" if total else ""
            text = f"{choice.text}: {choice.votes}{share}"
        items.append(make("li", [clean(text)]))
    question: Node = make("p", [make("b", [clean(survey.question)])])
    return make("section", [question, make("ul", items)], **{"class": SURVEY})


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


def signature_section(children: list[Node]) -> Element:
    """An author's signature, under a rule."""
    return make("section", [make("hr"), *children], **{"class": SIGNATURE})


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
