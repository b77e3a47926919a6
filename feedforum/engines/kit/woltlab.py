"""What the pages of WoltLab's framework share, in Burning Board 3 and newer and in WoltLab Suite."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import takewhile
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from feedforum.engines.kit import refusals
from feedforum.engines.kit.dom import (
    attribute,
    classes,
    inside,
    is_tag,
    markup_of,
    raw_text,
    text_of,
    text_of_all,
    tree_of,
)
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.readings import ForumPage
from feedforum.records import Reading

HEAD_3 = re.compile(r"wcf/js/3rdParty/|\bRELATIVE_(?:WBB|WCF)_DIR\b|style/burningBoard\b|page=ThreadsFeed\b")
HEAD_4 = re.compile(
    r"\bWCF_PATH\b|\bWSC_API_URL\b|\bWSC_RPC_API_URL\b|WoltLabSuite\b|\bWCF\.User\.init\b|/WCF(?:\.\w+)*(?:\.min)?\.js"
)
"""What stands in the head of each page: up to version 3 and Lite 2, and from 4 on."""

_TEMPLATE = re.compile(r"^tpl_?(?:wbb_)?", re.IGNORECASE)
_SAID = frozenset(("error", "fullpageerrormessage", "warning", "offline"))
_DENIED = re.compile(
    r"verwehrt|keine berechtigung|nicht (?:erlaubt|berechtigt|gestattet)|zugriff (?:wurde )?verweigert"
    r"|not allowed to|permission denied|access denied|(?:not have|don[’']t have).{0,20}permission"
    r"|pas l[’']autorisation",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"gültige[nrs]? link|link ist (?:ungültig|nicht)|seite (?:konnte |wurde )?nicht gefunden"
    r"|existiert nicht|nicht mehr verfügbar"
    r"|no longer available|page (?:could )?not (?:be )?found|not found|does not exist|link .{0,40}invalid",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"wartung|offline|geschlossen|nicht erreichbar|wird (?:gerade|derzeit|momentan) aktualisiert"
    r"|maintenance|\bclosed\b|unavailable|being (?:updated|upgraded)|(?:update|upgrade) (?:is )?in progress",
    re.IGNORECASE,
)
_CLOSED_TEMPLATES = frozenset(("offline", "maintenance", "packageupdate", "upgrade", "update"))
_OFFLINE_BOX = frozenset(("offlinemessage", "offline", "maintenance"))
_IN_QUOTES = re.compile("»[^«]+«")
_CONSENT = frozenset(("messageuserconsent", "embeddedcontent"))
_PLAYERS = ("iframe", "a", "video", "audio")
_FURNITURE = frozenset(("jsonly", "quoteboxicon", "codeboxheader", "togglebutton"))


PATH = frozenset(("breadcrumbs", "breadcrumb"))
_ASIDE = frozenset(
    ("sidebar", "boxesfooterboxes", "mainmenu", "userpanel", "pagefooter", "pageheader", "boxmenu")
)
_ASIDE_TAGS = frozenset(("nav", "footer"))


class WoltlabPage(ForumPage):
    """A page. `template` is the name of the one that made it, such as `thread`; empty where it tells none."""

    refusal_words = refusals.RefusalWords(banned=r"\b(?:gesperrt|gebannt|banned|verbannt)\b")
    owners_address = ""
    other_family: re.Pattern[str]
    """What the head of a page has in the versions before, or after, those that are read."""

    @cached_property
    def body(self) -> Tag | None:
        return next(iter(self.tags("body")), None)

    @cached_property
    def template(self) -> str:
        named = attribute(self.body, "data-template") or _TEMPLATE.sub("", attribute(self.body, "id"))
        return named.rpartition(".")[2].replace("_", "").lower()

    @cached_property
    def main(self) -> Tag | None:
        """What stands between the head of the page and its foot."""
        return self.by_id("main") or self.by_id("content") or self.body

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for; before 5.5 most have status 200.

        What another family says is not for this one to understand.
        """
        if self.other_family.search(self.head):
            return self.refused_by("")
        box = self._notice
        said, kind = text_of(box), attribute(box, "data-exception-class-name").lower()
        denied = "permissiondenied" in kind or self.template == "permissiondenied"
        return self.refused_by(
            said,
            database=bool(refusals.DATABASE_ERROR.search(said)),
            not_found=not denied and ("illegallink" in kind or bool(_NOT_FOUND.search(said))),
            closed=not denied and (self.template in _CLOSED_TEMPLATES or bool(_CLOSED.search(said))),
            login=denied or bool(_DENIED.search(said)) or self.template == "login",
        )

    @property
    def crumbs(self) -> Sequence[Link]:
        path = (tag for tag in inside(self.soup, "nav", "ul", "ol", "div") if classes(tag) & PATH)
        return list(links_in(next(path, None)))

    @property
    def _notice(self) -> Tag | None:
        """The box in which the software says why it shows nothing."""
        found = self.by_id("errorMessage")
        if found is not None:
            return found
        boxes = [tag for tag in inside(self.soup, "p", "div", "section") if classes(tag) & _SAID]
        offline = (tag for tag in inside(self.soup) if classes(tag) & _OFFLINE_BOX)
        if not boxes and self.template in _CLOSED_TEMPLATES:
            boxes = [*offline, *inside(self.by_id("main") or self.by_id("content"), "p")]
        return next(iter(boxes), None)


def is_aside(tag: Tag) -> bool:
    """Whether a tag stands in a menu, the path, a box at the side or the foot of the page."""
    return any(outer.name in _ASIDE_TAGS or classes(outer) & (_ASIDE | PATH) for outer in (tag, *tag.parents))


def marks_of(row: Tag) -> frozenset[str]:
    """What tells the state of a row: classes and the names of icons, in lower case, without their kind."""
    found = set(classes(row))
    for tag in inside(row):
        found |= classes(tag)
        if tag.name == "fa-icon":
            found.add(attribute(tag, "name").lower())
    return frozenset(mark.removeprefix("fa-").removeprefix("icon-") for mark in found)


def text_without(tag: Tag | None, names: frozenset[str], *tags: str) -> str:
    """The text of a tag without that of tags within it that have one of some classes, or of some names."""
    if tag is None:
        return ""
    without = (outer for outer in inside(tag) if outer.name in tags or not names.isdisjoint(classes(outer)))
    left_out = {id(node) for outer in without for node in outer.descendants}
    return text_of_all(
        node
        for node in tag.descendants
        if id(node) not in left_out and (type(node) is NavigableString or is_tag(node, "br"))
    )


def message_of(body: Tag, end: Tag | None = None) -> str:
    """An author's text: quotes, code and spoilers as they are in every version, players as they were set in.

    It ends before the tag `end`, wherever that stands. Changes the tree of the page.
    """
    for tag in takewhile(lambda tag: tag is not end, list(inside(body))):
        if tag.decomposed or tag.parent is None:
            continue
        names = classes(tag)
        if names & _CONSENT:
            _show_player(tag)
        elif "codebox" in names:
            _plain_code(tag)
        elif "quoteheader" in names:
            for name in tag.find_all(string=_IN_QUOTES):
                name.replace_with(str(name).replace("»", "").replace("«", ""))
        elif "quotebody" in names:
            del tag.attrs["class"]  # the frame has the class of a quote already
        elif names & _FURNITURE and not any("spoiler" in name for name in names):
            tag.decompose()
    return markup_of(body.children, end)


def _plain_code(box: Tag) -> None:
    """Code in lines of their own, which are items of a list in old versions, as one `pre`."""
    lines = [tag for tag in inside(box) if "codeboxline" in classes(tag)]
    lines = lines or [line for holder in inside(box, "ol") for line in inside(holder, "li")]
    if not lines:
        return
    text = "\n".join(raw_text([line]).strip("\r\n").replace("\xa0", " ") for line in lines)
    made = BeautifulSoup("", "lxml")
    pre, code = made.new_tag("pre"), made.new_tag("code")
    code.string = text
    pre.append(code)
    box.replace_with(pre)


def _show_player(box: Tag) -> None:
    """A player in the place of the box that asks a reader first: the one packed in it, or a link to it."""
    held = list(inside(box, *_PLAYERS))
    for outer in (box, *inside(box)):
        held = held or list(inside(_unpacked(attribute(outer, "data-payload")), *_PLAYERS))
    shown = [tag for tag in held if attribute(tag, "src") or attribute(tag, "href")]
    for tag in shown[:1]:
        box.insert_before(tag.extract())
    box.decompose()


def _unpacked(payload: str) -> Tag | None:
    try:
        return tree_of(b64decode(payload, validate=True).decode()) if payload else None
    except (Base64Error, ValueError):
        return None


def moment_of(node: Tag | None, *, last: bool = False) -> str:
    """The exact moment that a tag within a tag tells, as a text with its offset.

    What such a tag shows is in the reader's language, and relative: it counts where nothing else is there.
    """
    found = list(inside(node, "time", "woltlab-core-date-time"))
    for tag in reversed(found) if last else found:
        seconds = attribute(tag, "data-timestamp")
        if seconds.isascii() and seconds.isdecimal() and 0 < len(seconds) < 12:
            return datetime.fromtimestamp(int(seconds), UTC).isoformat()
        given = attribute(tag, "datetime") or attribute(tag, "date") or text_of(tag)
        if given:
            return given
    return ""
