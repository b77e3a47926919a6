"""Templates of a forum's addresses, made of links that are alike. Pure functions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix
from string import digits
from urllib.parse import urlsplit

from feedforum.engines.kit.texts import count_of

_MOST_ROWS = 500  # rows a page
_NUMBER_ALONE = 2
_NUMBER = re.compile(r"\d+")
_PAGE_NAME = re.compile(r"\.[A-Za-z]\w{1,4}$")
_PIECES = re.compile(r"([/?&;=,#.])")
_SLUGS = ((re.compile(r"(\d+)-.*"), "", "-{slug}"), (re.compile(r".*-(\d+)"), "{slug}-", ""))
_SLOT = re.compile(r"\{(id|board|slug)\}")
_UNKNOWN_PARAMETER = re.compile(r"[&;][^?&;#]*\0[^&;#]*|(?<=\?)[^&;#]*\0[^&;#]*[&;]")


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """How further pages are named, and how many rows a page has where it is named by rows."""

    text: str = ""
    step: int | None = None


def relative(url: str, base: str) -> str:
    """An address as a profile writes it: from the forum's own on, or from the host's root."""
    return url[len(base) :] if url.startswith(base) else urlsplit(url)._replace(scheme="", netloc="").geturl()


def _rooted(text: str, base: str) -> str:
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
        # Behind a number there may be words, with figures or without.
        named = _NUMBER.search(page) and not _NUMBER.search(folder.rpartition("/")[2])
        page = "#" if named else "*"
    return f"{folder}{slash}{page}" + "/" * path.endswith("/")


def listing_template(urls: Iterable[str], base: str, boards: Sequence[str] = ()) -> str:
    """The template of links to boards, threads or members, or nothing where they have no id in common.

    `boards` has for each link the id of the board whose page it stands on. What is that id in all of them
    is the board's; of all else the place that differs most is the id, a number rather than words; words in
    the path that differ are a title's, and parameters that differ are dropped.
    """
    split = [_PIECES.split(relative(url, base)) for url in urls]
    if len({len(pieces) for pieces in split}) != 1:
        return ""
    text, different = list(split[0]), dict[int, tuple[bool, int, int]]()
    addresses, path = len(set(map(tuple, split))), (split[0] + ["?"]).index("?")
    for place, column in enumerate(zip(*split, strict=True)):
        before, inner, behind = _around_numbers(column)
        if any(boards) and inner == tuple(boards):
            text[place] = f"{before}{{board}}{behind}"
        elif len(set(column)) > 1:
            text[place] = f"{before}\0{behind}"
            count = len(set(inner))
            # A number alone, before one with words, before words alone.
            kind = 2 * all(map(str.isdecimal, inner)) - ("{slug}" in before + behind)
            different[place] = (count == addresses, kind, count)
    if not different:
        return ""
    id_place = max(different, key=lambda place: different[place])
    text[id_place] = text[id_place].replace("\0", "{id}")
    for place, (_, kind, _) in different.items():
        if place < path and place != id_place and kind < _NUMBER_ALONE:
            text[place] = "{slug}"
    whole = _UNKNOWN_PARAMETER.sub("", "".join(text))
    return "" if "\0" in whole else _rooted(whole, base)


def _around_numbers(column: Sequence[str]) -> tuple[str, tuple[str, ...], str]:
    """The number in which texts differ with what stands before and behind it; all of them if it is more."""
    before = commonprefix(column).rstrip(digits)  # noqa: RUF071 (characters are meant)
    rests = [text.removeprefix(before) for text in column]
    behind = commonprefix([rest[::-1] for rest in rests])[::-1].lstrip(digits)  # noqa: RUF071
    inner = tuple(rest.removesuffix(behind) for rest in rests)
    if all(map(str.isdecimal, inner)):
        return before, inner, behind
    for pattern, before, behind in _SLUGS:
        numbers = tuple(match[1] for text in column if (match := pattern.fullmatch(text)))
        if len(numbers) == len(column):
            return before, numbers, behind
    return "", tuple(column), ""


def page_template(
    links: Iterable[tuple[str, str, Mapping[str, str]]], first_page: str, base: str
) -> PageTemplate:
    """How the further pages of boards or threads are named, by links whose text is a page's number.

    Each link is its text, its address, and the ids of the thread or board that it is said to lead to, by
    their places in `first_page`, the template of first pages, which is empty for those of the only listing.
    """
    votes: Counter[PageTemplate] = Counter()
    path = first_page.partition("?")[0]
    for shown, address, ids in links:
        number = count_of(shown.strip("[]() "))
        url = relative(address, base).partition("#")[0]
        if not number or number < 2 or (path and "{" not in path and url.partition("?")[0] != path):
            continue
        known = {slot: id_ for slot, id_ in ids.items() if f"{{{slot}}}" in first_page}
        text = _with_slugs(url, known, first_page) or _with_places(url, known, most=1)
        # A script's own name may have a number, too.
        begin = 0 if "{" in path else len(path)
        for match in _NUMBER.finditer(text, begin) if "{id}" in text or not first_page else ():
            named = _page_named(int(match[0]), number)
            if named is not None:
                slot, step = named
                votes[PageTemplate(text[: match.start()] + slot + text[match.end() :], step)] += number
    best = max(votes, key=lambda each: (votes[each], -(each.step or 0)), default=PageTemplate())
    return replace(best, text=_rooted(best.text, base))


def _with_places(url: str, ids: Mapping[str, str], most: int = 0) -> str:
    """An address with places where it has ids; `most` is how many of each, 0 for all."""
    for slot, id_ in ids.items():
        around = r"\d" if id_.isdecimal() else r"[\w{}]"
        if id_:
            url = re.sub(rf"(?<!{around}){re.escape(id_)}(?!{around})", f"{{{slot}}}", url, count=most)
    return url


def _with_slugs(url: str, ids: Mapping[str, str], first_page: str) -> str:
    """An address that begins as a template with words and ids does, with their places; empty if none does."""
    known = {"slug": "[^/?&;#=]*"} | {slot: rf"{re.escape(id_)}(?!\d)" for slot, id_ in ids.items()}
    pieces = enumerate(_SLOT.split(first_page))
    pattern = "".join(known.get(piece, r"\d+") if at % 2 else re.escape(piece) for at, piece in pieces)
    match = re.match(pattern, url) if "{slug}" in first_page else None
    return first_page + url[match.end() :] if match else ""


def _page_named(value: int, number: int) -> tuple[str, int | None] | None:
    if value == number:
        return "{page}", None
    if value == number - 1:
        return "{page-1}", None
    if value and value % (number - 1) == 0 and 2 < value // (number - 1) <= _MOST_ROWS:
        return "{offset}", value // (number - 1)
    return None


def post_template(links: Iterable[tuple[str, Mapping[str, str]]], thread: str, anchor: str, base: str) -> str:
    """The permalink of posts, by the links in posts with their ids; else the thread with an anchor."""
    script = thread.partition("?")[0].partition("{")[0]
    votes = Counter[str]()
    for address, ids in links:
        url = relative(address, base)
        begun = _with_slugs(url, {"id": ids["thread"]}, thread).replace("{id}", "{thread}")
        text = _with_places(begun or url, ids)
        if text.startswith(script) and "{id}" in text and (begun or "{slug}" not in thread):
            votes[text] += 1
    best = next((text for text, _ in votes.most_common() if not _NUMBER.search(text)), "")
    return best or (f"{thread.replace('{id}', '{thread}')}#{anchor}" if anchor else "")
