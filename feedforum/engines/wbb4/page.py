"""What all pages have around what they show, in every version and with any set of templates."""

import re
from collections.abc import Iterator
from functools import cached_property

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, is_within, text_of, with_class
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.pager import NO_PAGER, Pager, read_pager
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab import HEAD_3, WoltlabPage, is_aside, text_without
from feedforum.engines.wbb4 import urls
from feedforum.records import Author

_KINDS = {"thread": "thread", "board": "board", "boardlist": "index", "index": "index"}
_MARKS = (("thread", "wbbpost"), ("board", "wbbthread"), ("index", "wbbboardlist"))
_USER = re.compile(r"\bUser\.init\(\s*[\"']?(\d+)")
_PAGERS = frozenset(("pagination", "pagenavigation"))
LABELS = frozenset(("labellist", "label", "badge"))


class SuitePage(WoltlabPage):
    """A page."""

    session_parameters = frozenset(("highlight",))
    board_of = staticmethod(urls.board_of)
    other_family = HEAD_3

    @cached_property
    def kind(self) -> str:
        """What the page shows: `index`, `board`, `thread`; by its address where no template tells."""
        address = urls.address_of(self.own_url)
        named = _KINDS.get(self.template) or (str(address.kind) if address else "")
        return named or next((kind for kind, mark in _MARKS if self._has(mark)), "")

    def _has(self, mark: str) -> bool:
        return any(mark in classes(tag) for tag in inside(self.main))

    @cached_property
    def own_url(self) -> str:
        """The page's address, as it gives it itself where it does."""
        named = (tag for tag in self.tags("link") if attribute(tag, "rel").lower() == "canonical")
        given = next((attribute(tag, "href") for tag in named), "")
        return given if given and urls.target(given) else self.document.url

    @cached_property
    def member(self) -> bool | None:
        """Whether the page has the way out, or a script knows who we are; None where nothing tells."""
        if any("userpanelloggedin" in classes(tag) for tag in inside(self.soup, "nav", "div")):
            return True
        for script in self.tags("script"):
            if match := _USER.search(script.get_text()):
                return match[1] != "0"
        ways = [(found[0], link.tag) for link in self.links if (found := urls.target(link.href))]
        named = {what for what, tag in ways if what in ("login", "logout") and not self._is_written(tag)}
        if "logout" in named:
            return True
        return False if "login" in named or self.has_input("password") else None

    @staticmethod
    def _is_written(tag: Tag) -> bool:
        return any(classes(outer) & {"messagetext", "messagesignature"} for outer in tag.parents)

    @cached_property
    def forum_title(self) -> str:
        """The forum's title: as the page says to other sites, as its logo does, or what the title ends in."""
        metas = {attribute(tag, "property"): attribute(tag, "content") for tag in self.tags("meta")}
        holders = (self.by_id("pageHeaderLogo"), self.by_id("logo"))
        logos = (attribute(first_inside(holder, "img"), "alt") for holder in holders)
        named = [" ".join(metas.get("og:site_name", "").split()), *logos, *map(text_of, holders)]
        return next(filter(None, named), self.title.rpartition(" - ")[2])

    @property
    def heading(self) -> str:
        return text_without(self.headline, LABELS)

    @cached_property
    def headline(self) -> Tag | None:
        """What names the thread or board."""
        found = next(with_class(self.soup, "contenttitle"), None)
        found = found or first_inside(next(with_class(self.soup, "boxheadline"), None), "h1")
        return found or next((tag for tag in self.tags("h1") if not is_aside(tag)), None)

    def pager(self, what: str, id_: int | None) -> Pager:
        """What the pager of the page tells: not those of the rows in it, nor those in posts.

        A number past the last page shows that one, so the number in the address counts last.
        """
        found = [
            tag for tag in inside(self.soup, "nav", "div", "ul", "woltlab-core-pagination") if _is_pager(tag)
        ]
        pagers = (pager for tag in found if (pager := self._read(tag, what, id_)) is not None)
        pager = next(pagers, NO_PAGER)
        number = pager.page or min(urls.page_of(self.document.url), pager.pages)
        return Pager(number, max(pager.pages, number), links=pager.links)

    def _read(self, tag: Tag, what: str, id_: int | None) -> Pager | None:
        leads = attribute(tag, "data-link") or attribute(tag, "url")
        if leads and id_ and (urls.id_of(leads, what) or id_) != id_:
            return None
        pages = count_of(attribute(tag, "data-pages") or attribute(tag, "count"))
        page = count_of(attribute(tag, "data-active-page") or attribute(tag, "page"))
        read = read_pager(self, tag, leads_on=lambda link: urls.id_of(link.href, what) == id_)
        if pages is None and not read.links:
            return None
        active = (text_of(item) for item in inside(tag, "li") if classes(item) & {"active", "current"})
        numbers = (count_of(text.split()[0]) for text in active if text)
        page = page or next(filter(None, numbers), None) or read.page
        return Pager(page, max(pages or 1, read.pages, page or 1), links=read.links)


def _is_pager(tag: Tag) -> bool:
    if tag.name != "woltlab-core-pagination" and not classes(tag) & _PAGERS:
        return False
    return not any(classes(outer) & {"wbbthread", "tabularlistrow", "message"} for outer in tag.parents)


def member_of(link: Link) -> Author | None:
    """Whose profile a link leads to; None for any other link, and for one around a picture."""
    user_id = urls.id_of(link.href, "user")
    name = link.text
    return Author(name, user_id) if user_id and name else None


def author_in(node: Tag | None) -> Author | None:
    """Who is named in a part of a row: a member with a link, or a guest without one."""
    for link in links_in(node):
        if author := member_of(link):
            return author
    named = next((tag for tag in inside(node) if classes(tag) & {"username", "messagegroupauthor"}), node)
    threads = [link.tag for link in links_in(named) if urls.target(link.href)]
    name = text_without(
        named, frozenset(("icon", "badge")), "time", "woltlab-core-date-time", "fa-icon", "dl"
    )
    for tag in threads:
        name = name.replace(text_of(tag), "", 1) if not is_within(named or tag, tag) else name
    name = name.strip(" ,·-()")
    return Author(name) if name else None


def labels_of(node: Tag | None) -> str:
    """The labels of a thread, which are its prefix."""
    found: Iterator[Tag] = (tag for tag in inside(node) if "label" in classes(tag) and text_of(tag))
    return " ".join(dict.fromkeys(text_of(tag) for tag in found if not classes(tag) & {"badgeupdate"}))
