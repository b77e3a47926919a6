"""Templates of a forum's addresses, made of links that are alike. Pure functions."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from feedforum.engines.kit.texts import count_of

_MOST_ROWS = 500  # rows a page
_NUMBER = re.compile(r"\d+")
_PAGE_NAME = re.compile(r"\.\w{2,5}$")
# Words in an address are often joined by dashes; where they are as many in all of them, each is a piece.
_PIECES = (re.compile(r"([/?&;=,#._-])"), re.compile(r"([/?&;=,#.])"))
_AROUND = (re.compile(r"(\D*)(\d+)(\D*)"), re.compile(r"()(\d+)(-).*"))


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """How further pages are named, and how many rows a page has where it is named by rows."""

    text: str = ""
    step: int | None = None


def relative(url: str, base: str) -> str:
    """An address as a profile writes it: from the forum's own on, or from the host's root."""
    return url[len(base) :] if url.startswith(base) else urlsplit(url)._replace(scheme="", netloc="").geturl()


def rooted(text: str, base: str) -> str:
    """A template, from the host's root on where it begins with an id: any address may end like that."""
    return urlsplit(base).path + text if text.startswith("{") else text


def loose_shape(url: str) -> str:
    """What addresses of one kind have in common, before it is known which of their parts are ids."""
    parts = urlsplit(url)
    # A parameter without a value may be a path of its own: `index.php?thread/5-topic/`.
    query = (part.partition("=") for part in re.split("[&;]", parts.query))
    shown = (
        name + ("#" if _NUMBER.search(value) else "*") if mark else _path_shape(name)
        for name, mark, value in query
    )
    return _NUMBER.sub("#", f"{_path_shape(parts.path)}?{'&'.join(shown)}#{parts.fragment}")


def _path_shape(path: str) -> str:
    folder, slash, page = path.rstrip("/").rpartition("/")
    if not _PAGE_NAME.search(page) and page and slash:
        page = "#" if _NUMBER.search(page) else "*"
    return f"{folder}{slash}{page}" + "/" * path.endswith("/")


def listing_template(groups: Sequence[Sequence[str]], boards: Sequence[str] = ()) -> str:
    """The template of links to boards or threads, a group for each page that they stand on, or nothing.

    The place that differs within pages is the id; one that only differs between pages, and is the id of
    the page's own board, is the board's.
    """
    return next(filter(None, (_template(pieces, groups, boards) for pieces in _PIECES)), "")


def _template(pieces: re.Pattern[str], groups: Sequence[Sequence[str]], boards: Sequence[str]) -> str:
    split = [[pieces.split(url) for url in group] for group in groups]
    columns = list(zip(*(url for group in split for url in group), strict=False))
    if len({len(url) for group in split for url in group}) != 1:
        return ""
    text, slots = list(split[0][0]), dict[int, list[set[str]]]()
    for place, column in enumerate(columns):
        if len(set(column)) > 1:
            before, behind, inner = _around_numbers(column)
            left = iter(inner)
            slots[place] = [{next(left) for _ in group} for group in groups]
            text[place] = f"{before}\0{behind}"
    if not slots:
        return ""
    numeric = {place: all(map(str.isdigit, set.union(*found))) for place, found in slots.items()}
    id_place = max(slots, key=lambda place: (sum(map(len, slots[place])), numeric[place], -place))
    for place, found in slots.items():
        if place == id_place:
            text[place] = text[place].replace("\0", "{id}")
        elif boards and all(values <= {board} for values, board in zip(found, boards, strict=True)):
            text[place] = text[place].replace("\0", "{board}")
    return _without_unknown("".join(text))


def _around_numbers(column: Sequence[str]) -> tuple[str, str, list[str]]:
    """What stands before and behind the number in which texts differ; all of them where it is more."""
    for number, pattern in enumerate(_AROUND):
        matches = [match for text in column if (match := pattern.fullmatch(text))]
        around = {(match[1], match[3]) for match in matches}
        if len(matches) == len(column) and len(around) == 1:
            before, behind = around.pop()
            return before, behind + "{slug}" * number, [match[2] for match in matches]
    return "", "", list(column)


def _without_unknown(text: str) -> str:
    """What differs, and is neither id nor board, may be left out where it is a parameter."""
    if "\0" not in text:
        return text
    front, mark, rest = text.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    parts = [part for part in re.split("[&;]", query) if "\0" not in part]
    whole = front + mark + "&".join(parts) + (hash_mark + fragment if "\0" not in fragment else "")
    return "" if "\0" in front or "{id}" not in whole else whole


def with_board(text: str, board: str) -> str:
    """A template whose parameter has the id of the only board that was looked at, as `{board}`."""
    front, mark, query = text.partition("?")
    return front + mark + re.sub(rf"(=){re.escape(board)}(?=[&;]|$)", r"\1{board}", query) if board else text


def page_template(links: Iterable[tuple[str, str, str, str]], one: str, base: str) -> PageTemplate:
    """How the further pages of boards or threads are named, by links whose text is a page's number.

    Each link is its text, its address, the id of the board or thread that it is said to lead to, and the id
    of a thread's board; `one` is the template of first pages, empty for those of the only listing.
    """
    votes: Counter[PageTemplate] = Counter()
    script = one.partition("?")[0] if "{" not in one.partition("?")[0] else ""
    for shown, address, id_, board in links:
        number = count_of(shown.strip("[]() "))
        url = relative(address, base).partition("#")[0]
        if not number or number < 2 or (one and not id_):
            continue
        if script and url.partition("?")[0] != script:
            continue
        with_id = _with_id(url, id_, one) if one else url
        if board and "{board}" in one:
            with_id = re.sub(rf"([=?,/]){re.escape(board)}(?=[&;,/]|$)", r"\1{board}", with_id, count=1)
        for match in _NUMBER.finditer(with_id, len(script)) if "{id}" in with_id or not one else ():
            value, before, behind = int(match[0]), with_id[: match.start()], with_id[match.end() :]
            found = _named(value, number)
            if found is not None:
                votes[PageTemplate(f"{before}{found[0]}{behind}", found[1])] += number
    best = max(votes, key=lambda each: (votes[each], -(each.step or 0)), default=PageTemplate())
    return replace(best, text=rooted(best.text, base))


def _with_id(url: str, id_: str, one: str) -> str:
    slug = r"-[^/?&;#=]*" if "{slug}" in one else ""
    with_id = re.sub(rf"(?<![0-9A-Za-z]){re.escape(id_)}(?![0-9A-Za-z]){slug}", "{id}", url, count=1)
    return with_id.replace("{id}", "{id}-{slug}") if slug else with_id


def _named(value: int, number: int) -> tuple[str, int | None] | None:
    if value == number:
        return "{page}", None
    if value == number - 1:
        return "{page-1}", None
    if value and value % (number - 1) == 0 and 2 < value // (number - 1) <= _MOST_ROWS:
        return "{offset}", value // (number - 1)
    return None


def post_template(urls: Iterable[tuple[str, str, str]], thread: str, anchor: str, base: str) -> str:
    """The permalink of posts, by links in posts with their ids; else the thread with an anchor."""
    script = thread.partition("?")[0].partition("{")[0]
    votes: Counter[str] = Counter()
    for url, post_id, thread_id in urls:
        text = relative(url, base)
        if text.startswith(script) and "{" not in text:
            found = _word(post_id).sub("{id}", text)
            found = _word(thread_id).sub("{thread}", found) if thread_id else found
            votes[found] += "{id}" in found and not _NUMBER.search(found)
    best = max(votes, key=lambda text: votes[text], default="")
    if votes[best]:
        return best
    return f"{thread.replace('{id}', '{thread}')}#{anchor}" if anchor else ""


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){re.escape(text)}(?!\d)")
