"""What a page is that the forum's engine makes nothing of, by signs that all software has in common."""

import re

from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.refusals import DATABASE_ERROR
from feedforum.engines.profile import ProfileEngine
from feedforum.records import Answer, Document
from feedforum.translations import detail_text

_HEAD = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_SEARCHED = 16_384  # characters: tags that are never closed cost the square of it
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)

_SHORT = 1500
"""How many characters a page that holds nothing but a notice has at most; a page of posts has more."""

# The head, and the tag that opens the body, hold nothing that authors wrote, but for the title.
_TITLE = re.compile(r"<title\b.*?</title\s*>", re.IGNORECASE | re.DOTALL)
_SOFTWARE = (
    (
        "XenForo",
        r"generator[^>]{1,99}XenForo|id=[\"']XF[\"']|id=[\"']XenForo|data-xf-init|xenforo\.js|js/xf/",
    ),
    ("vBulletin", r"generator[^>]{1,99}vBulletin|vbulletin[\w-]*\.(?:js|css)|\bvBulletin_init\b"),
    ("Discourse", r"generator[^>]{1,99}Discourse|data-discourse-|discourse-base-uri"),
    (
        "Invision Community",
        r"generator[^>]{1,99}(?:Invision|IPS Community)|\bips(?:App|Settings)\b|data-ips\w+",
    ),
    ("Flarum", r"generator[^>]{1,99}Flarum|id=[\"']flarum-|flarum\.core"),
    ("NodeBB", r"generator[^>]{1,99}NodeBB|nodebb\.min\.js"),
    ("Vanilla Forums", r"generator[^>]{1,99}Vanilla|vanilla\.embed|/applications/vanilla/"),
    ("FluxBB or PunBB", r"generator[^>]{1,99}(?:FluxBB|PunBB)|id=[\"'](?:flux|pun)index[\"']"),
    ("WordPress", r"generator[^>]{1,99}WordPress|/wp-includes/"),
    ("Drupal", r"generator[^>]{1,99}Drupal|\bdrupalSettings\b"),
    ("Joomla", r"generator[^>]{1,99}Joomla"),
    ("MediaWiki", r"generator[^>]{1,99}MediaWiki"),
)
_SIGNS = tuple((name, re.compile(sign, re.IGNORECASE)) for name, sign in _SOFTWARE)

_NOTICES = (
    (
        Answer.DATABASE_DOWN,
        detail_text("database_failed"),
        (DATABASE_ERROR.pattern,),
    ),
    (
        Answer.BLOCKED,
        detail_text("block_page"),
        (
            r"your ip(?: address)? (?:has been|is|was) (?:banned|blocked)",
            r"you (?:have been|are) (?:banned|blocked)",
            r"(?:deine|ihre) ip(?:-adresse)? (?:wurde|ist) (?:gesperrt|gebannt)",
            r"(?:du wurdest|sie wurden) (?:gesperrt|gebannt)",
            r"^\W*(?:403\W*)?(?:forbidden|access denied)\b",
            r"(?:enable|turn on) javascript(?: and cookies)? to continue|checking your browser before",
        ),
    ),
    (
        Answer.CLOSED,
        detail_text("closed"),
        (
            r"wartungs(?:arbeiten|modus)|under maintenance|maintenance mode|scheduled maintenance",
            r"vor[uü]bergehend (?:geschlossen|nicht erreichbar)|temporarily (?:closed|unavailable|offline)",
            r"account (?:has been )?suspended",
            r"forum (?:ist|is) (?:derzeit |currently )?(?:geschlossen|closed|offline)",
        ),
    ),
)
_NOTICE_SIGNS = tuple(
    (answer, detail, re.compile("|".join(signs), re.IGNORECASE)) for answer, detail, signs in _NOTICES
)


def explain_other_software(
    engine: Engine, detected: Engine | None, document: Document
) -> tuple[Answer, str] | None:
    """What a page is that `engine` did not understand, with a sentence; None if that is all there is to say.

    It is the page of other software, by the engine that was `detected` or by its head; or a short notice,
    by the forum's server or whoever stands before it. A page of the engine's own software is neither:
    what its posts say is no answer of the forum. A profile is of any software.
    """
    if detected is not None and detected.name == engine.name:
        return None
    name = detected.title if detected else software_of(document)
    if name and not isinstance(engine, ProfileEngine):
        return Answer.OTHER_SOFTWARE, _changed(engine, name, detected)
    words = _words(document)
    if len(words) > _SHORT:
        return None
    return next(((answer, detail) for answer, detail, sign in _NOTICE_SIGNS if sign.search(words)), None)


def software_of(document: Document) -> str:
    """The software that made a page by its head, of those that are no engine here; empty if none is known."""
    body = _HEAD.search(document.text)
    head = _TITLE.sub("", document.text[: body.end()][:_SEARCHED]) if body else ""
    return next((name for name, sign in _SIGNS if sign.search(head)), "")


def _changed(engine: Engine, name: str, detected: Engine | None) -> str:
    said, ours = detail_text("made_by", software=name, before=engine.title), detected and detected.name
    if detected is not None and engine.name in detected.keeps_ids_of:
        return f"{said} {detail_text('upgraded', engine=ours)}"
    return f"{said} {detail_text('replaced_by', engine=ours) if ours else detail_text('replaced')}"


def _words(document: Document) -> str:
    return " ".join(_TAG.sub(" ", document.text[:_SEARCHED]).split())
