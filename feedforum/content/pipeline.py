"""A post's markup as a forum sent it → HTML that any feed reader shows as it was meant.

It is parsed once; each element goes once through the rule for its kind, the innermost first; what comes
of it is written once, and passes the allow-list as its last gate.
"""

import hashlib
from dataclasses import dataclass, replace

from feedforum.content.attachments import ATTACHMENTS, attachments_section
from feedforum.content.bbcode import convert
from feedforum.content.code_blocks import HOLDERS, exact, holds_code, without_labels
from feedforum.content.html_tree import BLOCKS, Element, Node, fill, make, parse, serialise
from feedforum.content.images import link_pictures, show_noscript
from feedforum.content.post_links import Context, ForumSite
from feedforum.content.quotes import with_headings
from feedforum.content.rules import CONTAINERS, apply, free_part
from feedforum.content.sanitise import ALLOWED, sanitise
from feedforum.content.spoilers import is_hidden, note_hidden, note_parts
from feedforum.content.white_space import fold, rejoin
from feedforum.records import Attachment, Survey
from feedforum.text.characters import clean
from feedforum.text.excerpts import PostTexts, texts_in

SURVEY = "feedforum-survey"

# Sections we added: names and answers in them are no markup.
_FINAL = frozenset({ATTACHMENTS, SURVEY})
_VERBATIM = frozenset({"pre", "code", "tt", "kbd", "samp"})
_BLOCKS = BLOCKS | CONTAINERS | {"dir", "menu"}
_OLD_PRE = frozenset({"listing", "plaintext", "xmp"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post as readers get it: `html` is a fragment of HTML5, safe, all addresses absolute.

    `fingerprint` has 32 hexadecimal digits that change when the author's title, text, links or pictures do.
    """

    html: str
    texts: PostTexts
    fingerprint: str


def render(
    message_html: str,
    base_url: str,
    *,
    site: ForumSite,
    title: str = "",
    attachments: tuple[Attachment, ...] = (),
    survey: Survey | None = None,
) -> Rendered:
    """What readers get of a post, nothing in it but the author's.

    `base_url` is the address of the page the markup comes from. A survey stands before the text, the
    attachments after it, each in a `section` that the fingerprint leaves out. What was rendered once comes
    out the same again. Never raises, whatever the text.
    """
    context = Context(site, base_url)
    nodes = rewritten(parse(message_html), context)
    nodes = _with_sections(nodes, context, attachments, survey)
    html = link_pictures(sanitise(serialise(nodes, ALLOWED)).replace("&nbsp;", "\xa0"))
    texts = texts_in(html)
    return Rendered(html, texts, _fingerprint(texts, title, site.base))


def _fingerprint(texts: PostTexts, title: str, base: str) -> str:
    """The hash of what the author wrote.

    White space, marks such as bold, the sections for survey and attachments, and the forum's own address
    make no difference, so that the page of a thread and its print view give the same, and so does a forum
    that moved.
    """
    parts = (" ".join(title.split()), texts.own, *texts.addresses)
    written = "\x00".join(part.replace(base, "/") if base else part for part in parts)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def rewritten(root: Element, context: Context) -> list[Node]:
    """The nodes that a post's tree becomes. Depth does not matter: no function here calls itself."""
    order: list[Element] = []
    contexts: dict[Element, tuple[Context, Context]] = {}
    _prepare(root, context, order, contexts)
    outcome: dict[Element, list[Node]] = {}
    for element in reversed(order):
        if element.tag == "br":
            outcome[element] = [element]
            continue
        children: list[Node] = []
        if element.text:
            children.append(element.text)
        for child in element:
            children += outcome.pop(child)
            if child.tail:
                children.append(child.tail)
        around, inside = contexts[element]
        if element is root:
            return _settled(root, children, inside)
        if children or len(element):
            fill(element, _settled(element, children, inside))
        outcome[element] = apply(element, around)
    return []


def _prepare(
    root: Element, context: Context, order: list[Element], contexts: dict[Element, tuple[Context, Context]]
) -> None:
    """Put all elements in order, parents before children, and note what they and their children stand in."""
    noted: set[Element] = set()
    for element in root.iter():
        order.append(element)
        if element.tag == "br":
            continue
        parent = element.getparent()
        around = context if element is root or parent is None else contexts[parent][1]
        if element.tag in {"pre", "listing"} and (element.text or "")[:1] == "\n":
            element.text = (element.text or "")[1:]  # which HTML leaves out, and libxml2 does not
        free_part(element)
        if element.tag in _OLD_PRE:
            element.tag = "pre"
        if len(element):
            note_parts(element)
            show_noscript(element)
        if parent is not None and parent not in noted and is_hidden(element):
            noted.add(parent)
            note_hidden(parent)
        contexts[element] = around, _inside(element, around)


def _inside(element: Element, context: Context) -> Context:
    """Where the children of an element stand."""
    if element.tag == "a" and element.get("href"):
        return context if context.linked else replace(context, linked=True)
    preformatted = context.preformatted or element.tag == "pre"
    final = element.tag == "section" and element.get("class") in _FINAL
    verbatim = context.verbatim or element.tag in _VERBATIM or final or holds_code(element)
    if preformatted == context.preformatted and verbatim == context.verbatim:
        return context
    return replace(context, preformatted=preformatted, verbatim=verbatim)


def _settled(element: Element, children: list[Node], inside: Context) -> list[Node]:
    """The children with their text as it was meant: long words whole, BBCode read, blanks folded."""
    if inside.preformatted:
        return exact(element, children)
    block = element.tag in _BLOCKS
    if inside.verbatim:
        return fold(children, block=block)
    habits = inside.site.habits
    text = "".join([child for child in children if isinstance(child, str)])
    if 0 < habits.cut_words_at <= len(text):
        children = rejoin(children, habits.cut_words_at)
    if "[" in text:
        children = convert(children, inside)
    names = {child.tag for child in children if not isinstance(child, str)}
    if not names.isdisjoint(HOLDERS):
        children = without_labels(children)
    if "blockquote" in names:
        children = with_headings(children, lines=habits.quote_lines)
    return fold(children, block=block)


def _with_sections(
    nodes: list[Node], context: Context, attachments: tuple[Attachment, ...], survey: Survey | None
) -> list[Node]:
    """The nodes with these sections, in the place of those that they may have of the kind already."""
    question = survey_section(survey) if survey and survey.choices else None
    files = attachments_section(attachments, context, _without(nodes, ATTACHMENTS)) if attachments else None
    if question is not None:
        nodes = [question, *_without(nodes, SURVEY)]
    return nodes if files is None else [*_without(nodes, ATTACHMENTS), files]


def _without(nodes: list[Node], section: str) -> list[Node]:
    return [node for node in nodes if isinstance(node, str) or node.get("class") != section]


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
