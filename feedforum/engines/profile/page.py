"""A page seen through a profile: what stands where, and what a page is that shows nothing of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import soupsieve
from bs4.element import PreformattedString, Tag

from feedforum.dates.date_search import date_in
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dom import attribute, strings_outside, text_of
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import Link, link_of, links_in
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import Pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile import words
from feedforum.engines.profile.urls import ForumUrls, page_number, template
from feedforum.records import Answer, Author, BoardRef, Document, Id, Profile, Reading
from feedforum.text.characters import clean_line
from feedforum.translations import detail_text

_NUMBER = re.compile(r"\d[\d.,'’\s]*")
_NO_FIT = detail_text("profile_unfit")
_LONGEST_NAMED = 200  # characters of a text that names somebody
_SAID = 300  # characters of a notice that are quoted


@lru_cache(maxsize=512)
def compiled(selector: str) -> soupsieve.SoupSieve:
    """A CSS selector. Raises `soupsieve.SelectorSyntaxError`."""
    return soupsieve.compile(selector)


def select(scope: Tag, selector: str) -> list[Tag]:
    """The tags within a tag that a selector means, with the tag itself; none for an empty selector."""
    if not selector:
        return []
    sieve = compiled(selector)
    own = [scope] if sieve.match(scope) else []
    return own + sieve.select(scope)


def first(scope: Tag, selector: str) -> Tag | None:
    """The first tag within a tag that a selector means, or the tag itself; None if there is none."""
    return next(iter(select(scope, selector)), None)


class OneHostPage(Page):
    """A page whose links to the forum's other address lead to the address that it was asked for at.

    Software that writes whole addresses writes those that its owner set once, be it another host or folder.
    """

    def absolute(self, href: str) -> str:
        url = super().absolute(href)
        theirs = self._other_folder
        if not theirs or not url.startswith(theirs):
            return url
        return urljoin(self.document.url, url[len(theirs) :] or ".")

    @cached_property
    def _other_folder(self) -> str:
        """The folder of another host that most links of the page lead to; empty if they stay at this one."""
        host = urlsplit(self.document.url).netloc
        urls = [url for link in self.links if (url := super(OneHostPage, self).absolute(link.href))]
        folders = Counter(url.partition("?")[0].rpartition("/")[0] + "/" for url in urls)
        folder, count = folders.most_common(1)[0] if folders else ("", 0)
        return folder if count > len(urls) // 2 and urlsplit(folder).netloc != host else ""


class ProfilePage(OneHostPage, ForumPage):
    """A page of the forum that a profile describes."""

    def __init__(self, document: Document, profile: Profile) -> None:
        super().__init__(document)
        self.profile = profile
        self.urls = ForumUrls(profile)

    @property
    def heading(self) -> str:
        """The thread's topic, where the profile says where that stands."""
        return text_of(first(self.soup, self.profile.posts.topic))

    @cached_property
    def language(self) -> str:
        """The page's language, else that of the profile."""
        return super().language or self.profile.language

    @property
    def path(self) -> tuple[BoardRef, ...]:
        """The board that a thread's page stands in: the last that is linked to before the first post."""
        start, board = first(self.soup, self.profile.posts.block), self.profile.urls.board
        # Where a board's address is nothing but its id, any other may look like it.
        tells = start is not None and board and not board.startswith(("{", "/"))
        for tag in start.find_all_previous("a") if start is not None and tells else ():
            board_id = template(board).id_in(self.absolute(attribute(tag, "href")))
            if board_id is not None and text_of(tag):
                return (BoardRef(board_id, text_of(tag)),)
        return ()

    @property
    def member(self) -> bool | None:
        """By what the profile says that only members see, else by a link to log out, or to log in."""
        mark = self.profile.login.member
        if mark:
            return first(self.soup, mark) is not None
        if any(len(link.text) < 40 and words.LOG_OUT.search(link.text) for link in self.own_links):
            return True
        login = self.profile.urls.login
        leads = login and any(template(login).match(self.absolute(link.href)) for link in self.own_links)
        return False if leads or self._asks_for_login else None

    def rows(self, selector: str, link: str, kind: PageKind) -> Iterator[tuple[Tag, Tag, Id]]:
        """The rows of a listing, each with its link to a board or a thread, and that one's id."""
        seen: set[Id] = set()
        for row in select(self.soup, selector):
            for tag in select(row, link):
                id_ = self.id_of(kind, tag)
                if id_ is not None and text_of(tag) and id_ not in seen:
                    seen.add(id_)
                    yield row, tag, id_
                    break

    def id_of(self, kind: PageKind, link: Tag) -> Id | None:
        """The id of the board or the thread that a link leads to; None if it leads elsewhere."""
        address = self.urls.address(self.absolute(attribute(link, "href")))
        return address.id if address and address.kind is kind else None

    def author(self, tag: Tag | None) -> Author | None:
        """Who is named in a tag: a link to a member, or a bare name."""
        if tag is None:
            return None
        member = template(self.profile.urls.member)
        linked = [tag] if tag.name == "a" else []
        for link in (*map(link_of, linked), *links_in(tag)):
            user_id = member.id_in(self.absolute(link.href)) if link else None
            if link and user_id is not None and link.text:
                return Author(link.text, user_id)
        name = name_in(tag)
        return Author(name) if name else None

    def pager(self, kind: PageKind, id_: Id | None) -> Pager:
        """Which page of how many this is, by its address and by the links to other pages of the same."""
        (_, pages), rows = self.urls.of(kind)
        here = self.urls.address(self.document.url)
        numbers: dict[int, str] = {}
        for link in self.own_links:
            url = self.absolute(link.href)
            found = pages.match(url) if pages.paging else None
            if found and (id_ is None or found.get("id", str(id_)) == str(id_)):
                number = page_number(found, rows)
                if number:
                    numbers.setdefault(number, url.partition("#")[0])
        number = here.page if here else 1
        if here and here.offset and rows:
            number = here.offset // rows + 1
        return Pager(number, max([number, *numbers]), rows, tuple(numbers.items()))

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        said = self._notice
        # A front page that leads to boards or threads refuses nothing: it looks different.
        refuses = not (self._is_index and self._leads_on)
        reading = self.refused_by(
            said,
            not_found=refuses and bool(words.NOT_FOUND.search(said)),
            closed=bool(words.CLOSED.search(said)),
            login=refuses and (bool(words.REFUSED.search(said)) or self._asks_for_login),
        )
        if reading.answer is Answer.NOT_UNDERSTOOD:
            return replace(reading, detail=f"{_NO_FIT} {reading.detail}")
        return reading

    @cached_property
    def own_links(self) -> list[Link]:
        """The links of the page but for those in the texts of posts, which authors wrote."""
        texts = {id(tag) for tag in select(self.soup, self.profile.posts.text)}
        return [link for link in self.links if not any(id(outer) in texts for outer in link.tag.parents)]

    @property
    def _is_index(self) -> bool:
        url, index = self.document.url, template(self.profile.urls.index)
        return url.endswith("/") or index.match(url) is not None

    @property
    def _leads_on(self) -> bool:
        kinds = (self.urls.address(self.absolute(link.href)) for link in self.own_links)
        return len({(found.kind, found.id) for found in kinds if found}) > 2

    @cached_property
    def _asks_for_login(self) -> bool:
        return any(attribute(tag, "type").lower() == "password" for tag in self.own("input"))

    @cached_property
    def _notice(self) -> str:
        """What the page says in its longest text that is neither a link nor a form's."""
        shown = strings_outside(self.soup, "a", "script", "style", "option", "title", "head")
        texts = [clean_line(str(text)) for text in shown if not isinstance(text, PreformattedString)]
        given = [text for text in texts if words.NOT_FOUND.search(text) or words.REFUSED.search(text)]
        return max(given or texts, key=len, default="")[:_SAID]


def exact_date(tag: Tag) -> str:
    """The date that a tag has in an attribute: that of `<time datetime>`, or a title; empty without one."""
    return next(filter(None, (date_in(attribute(tag, name)) for name in ("datetime", "title"))), "")


def date_text(tag: Tag | None) -> str:
    """The text of the date in a tag, of an attribute or of what it shows; else the beginning of that."""
    if tag is None:
        return ""
    shown = text_of(tag)
    return exact_date(tag) or date_in(shown) or shown[:100]


def name_in(tag: Tag | None) -> str:
    """The name that a tag shows, without what leads to it, and without a date beside it."""
    shown = text_of(tag)
    before, _, behind = shown[:_LONGEST_NAMED].partition(date_in(shown) or "\0")
    name, behind = words.LEADS_TO_DATE.sub("", f" {before}").strip(), behind.strip(" :|,)")
    # What follows a date is a name only where a word such as "by" says so.
    led = behind if without_by(behind) != behind else ""
    return without_by(name or led).strip(" :|,")


def count_in(tag: Tag | None) -> int | None:
    """The first number in a tag; None if it shows none."""
    return number_in(text_of(tag))


def number_in(text: str) -> int | None:
    """The first number in a text; None if there is none."""
    match = _NUMBER.search(text)
    return count_of(match[0]) if match else None


def wrapped(page: OneHostPage, starts: Iterable[Tag], most: int) -> list[Tag]:
    """Each tag with those that follow it, up to the next of them, `most` at most, in a tag around them."""
    begun = list(starts)
    if most == 1:
        return begun
    known = {id(tag) for tag in begun}
    return [_wrapped(page, start, known, most) for start in begun]


def _wrapped(page: OneHostPage, start: Tag, known: set[int], most: int) -> Tag:
    block = [start]
    for node in start.next_siblings:
        if id(node) in known or len(block) >= most:
            break
        if isinstance(node, Tag):
            block.append(node)
    around = page.soup.new_tag("div")
    start.insert_before(around)
    for tag in block:
        around.append(tag)
    return around
