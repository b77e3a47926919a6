"""Addresses as a profile writes them: filled in, and read back, whatever else an address carries."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote_plus, urljoin

from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Id, Paging, Profile, as_id

ALL_THREADS = "all"
"""The id of the one board of a forum that lists its threads on the front page."""

_SLOT = re.compile(r"\{(id|board|thread|slug|page|page-1|offset)\}")
_PARTS = re.compile(r"[&;]")
_SLUG = r"[^/?&;#=]*"
_PATTERNS = {"page": r"\d{1,9}", "page-1": r"\d{1,9}", "offset": r"\d{1,9}"}
_WORD = r"[^/?&;#=]{1,64}?"


@dataclass(frozen=True)
class UrlTemplate:
    """An address with places for ids and the page, such as `viewtopic.php?t={id}&start={offset}`."""

    text: str

    @property
    def paging(self) -> Paging | None:
        """How it names a page; None if it names none."""
        if "{offset}" in self.text:
            return Paging.OFFSET
        return Paging.NUMBER if "{page" in self.text else None

    def fill(self, base: str, at: PageAt, **ids: Id | None) -> str:
        """The address of a page; a parameter whose value is not known is left out."""
        values = {"page": at.number, "page-1": at.number - 1, "offset": at.offset} | ids
        front, mark, rest = self.text.partition("?")
        query, hash_mark, fragment = rest.partition("#")
        parts = [part for part in re.split(r"(?=[&;])", query) if not _is_unknown(part, values)]
        written = front + mark + "".join(parts).lstrip("&;") + hash_mark + fragment
        # Software looks at the id alone, but many take no address without any words.
        values |= {"slug": "-"}
        return urljoin(base, _SLOT.sub(lambda slot: _quoted(values.get(slot[1])), written))

    def match(self, url: str) -> dict[str, str] | None:
        """What stands in the places of an address, by their names; None for another kind of address.

        Parameters may come in any order and with others beside them; the host does not matter.
        """
        if not self.text:
            return None
        front, _, fragment = url.partition("#")
        path, _, query = front.partition("?")
        found = self._path.search(path)
        if found is None:
            return None
        values = _named(found)
        given = [unquote_plus(part) for part in _PARTS.split(query)]
        for pattern in self._parameters:
            fits = (pattern.fullmatch(part) for part in given)
            value = next((match for match in fits if match), None)
            if value is None:
                return None
            values |= _named(value)
        if self._fragment is not None and not self._parameters_name_id:
            match = self._fragment.fullmatch(fragment)
            if match is None:
                return None
            values |= _named(match)
        return values

    def id_in(self, url: str, slot: str = "id") -> Id | None:
        """The id in an address; None for another kind of address."""
        found = self.match(url)
        return as_id(found[slot]) if found and slot in found else None

    @cached_property
    def _path(self) -> re.Pattern[str]:
        path = self.text.partition("#")[0].partition("?")[0]
        # One that begins with an id is the whole path, as any other address may end like that.
        start = r"^(?:\w+://[^/]*)?" if path.startswith("/") else "(?:^|/)"
        return re.compile(rf"{start}{_regex(path)}$")

    @cached_property
    def _parameters(self) -> tuple[re.Pattern[str], ...]:
        query = self.text.partition("?")[2].partition("#")[0]
        # A parameter that tells the board is not missed where it does not stand.
        wanted = (part for part in _PARTS.split(query) if part and not part.endswith("={board}"))
        return tuple(re.compile(_regex(part)) for part in wanted)

    @cached_property
    def _fragment(self) -> re.Pattern[str] | None:
        fragment = self.text.partition("#")[2]
        return re.compile(_regex(fragment)) if fragment else None

    @cached_property
    def _parameters_name_id(self) -> bool:
        return "{id}" in self.text.partition("#")[0]


@lru_cache(maxsize=256)
def template(text: str) -> UrlTemplate:
    """The template that a text is."""
    return UrlTemplate(text)


def page_number(found: dict[str, str], rows: int | None) -> int | None:
    """The number of the page that an address names; None where it names none, or its rows are not known."""
    if "page" in found:
        return int(found["page"]) or None
    if "page-1" in found:
        return int(found["page-1"]) + 1
    if "offset" in found:
        return int(found["offset"]) // rows + 1 if rows else None
    return 1


class ForumUrls:
    """The addresses of a forum, as its profile has them."""

    def __init__(self, profile: Profile) -> None:
        urls = profile.urls
        self.profile = profile
        self.board = template(urls.board)
        self.board_page = template(urls.board_page or urls.board)
        self.thread = template(urls.thread)
        self.thread_page = template(urls.thread_page or urls.thread)
        self.post = template(urls.post)

    def of(self, kind: PageKind) -> tuple[tuple[UrlTemplate, UrlTemplate], int | None]:
        """How first and further pages of a board or a thread are named, and the rows a page."""
        if kind is PageKind.BOARD:
            return (self.board, self.board_page), self.profile.threads_per_page
        return (self.thread, self.thread_page), self.profile.posts_per_page

    def fill(self, kind: PageKind, base: str, at: PageAt, id_: Id, board_id: Id | None = None) -> str:
        """The address of a page of a board or a thread."""
        template = self.of(kind)[0][at.number > 1]
        return at.link or template.fill(base, at, id=id_, board=board_id)

    def address(self, url: str) -> Address | None:
        """What a URL names: a page of a thread, of a board, or the index."""
        for kind in (PageKind.THREAD, PageKind.BOARD):
            for each in reversed(self.of(kind)[0]):
                found = each.match(url)
                # A forum that lists all threads on its front page has no ids of boards.
                if found and ("id" in found or (each.paging and not self.board.text)):
                    page, offset = page_number(found, None) or 1, int(found.get("offset", 0))
                    return Address(kind, as_id(found.get("id", ALL_THREADS)), page, offset)
        found = self.post.match(url)
        if found and "thread" in found:
            return Address(PageKind.THREAD, as_id(found["thread"]))
        return None


def _quoted(value: Id | int | None) -> str:
    return quote(str(0 if value is None else value), safe="")


def _is_unknown(part: str, values: dict[str, Id | int | None]) -> bool:
    slots = _SLOT.findall(part)
    return bool(slots) and all(values.get(slot) is None for slot in slots)


def _regex(text: str) -> str:
    pieces = _SLOT.split(text)
    seen: set[str] = set()
    made = list[str]()
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            made.append(re.escape(piece))
        elif piece == "slug":
            made.append(_SLUG)
        elif piece in seen:
            made.append(f"(?P={piece.replace('-', '_')})")
        else:
            seen.add(piece)
            made.append(f"(?P<{piece.replace('-', '_')}>{_PATTERNS.get(piece, _WORD)})")
    return "".join(made)


def _named(match: re.Match[str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in match.groupdict().items()}
