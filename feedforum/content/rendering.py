"""A post's markup as a forum sent it → HTML that any feed reader shows as it was meant."""

from feedforum.content.chain import tidied
from feedforum.content.extras import SURVEY, attachments_section, signature_section, survey_section
from feedforum.content.links import Place
from feedforum.content.reading import read
from feedforum.content.sanitise import ALLOWED, sanitise
from feedforum.content.site import Site
from feedforum.content.tree import Element, Node, serialise
from feedforum.records import Attachment, Survey

_ROUNDS = 6


def render(
    message_html: str,
    base_url: str,
    *,
    site: Site,
    attachments: tuple[Attachment, ...] = (),
    survey: Survey | None = None,
    signature_html: str = "",
) -> str:
    """The post as a fragment of HTML5: safe, all addresses absolute, nothing in it but the author's.

    `base_url` is the address of the page the markup comes from. A survey stands before the text, the
    attachments and the signature after it, each in a `section` that `fingerprint` leaves out. What
    was rendered once comes out the same again. Never raises, whatever the text.
    """
    place = Place(site, base_url)
    nodes = tidied(read(message_html), place)
    nodes = _with_extras(nodes, place, attachments, survey, signature_html)
    safe, settled = _written(nodes)
    rounds = 0
    # An HTML5 parser may put rare constructs in another order: then its order is the one to keep.
    while not settled and rounds < _ROUNDS:
        safe, settled = _written(tidied(read(safe), place))
        rounds += 1
    return safe.replace("&nbsp;", "\xa0")


def _written(nodes: list[Node]) -> tuple[str, bool]:
    """The safe markup of the nodes, and whether every one of them could stand where it stood."""
    markup, whole = serialise(Element("body", {}, nodes), ALLOWED)
    safe = sanitise(markup)
    return safe, whole and safe == markup


def _with_extras(
    nodes: list[Node],
    place: Place,
    attachments: tuple[Attachment, ...],
    survey: Survey | None,
    signature_html: str,
) -> list[Node]:
    front = [survey_section(survey)] if survey and survey.choices else []
    back = [attachments_section(attachments, place)] if attachments else []
    signature = tidied(read(signature_html), place) if signature_html else []
    if signature:
        back.append(signature_section(signature))
    sections = [section for section in (*front, *back) if section is not None]
    given = {section.get("class") for section in sections}
    kept = [node for node in nodes if isinstance(node, str) or node.get("class") not in given]
    if SURVEY in given:
        return [*sections[:1], *kept, *sections[1:]]
    return [*kept, *sections]
