"""Templates of a forum's addresses, made of links that are alike. Pure functions."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile.urls import template
from feedforum.learning.rows import PageLink
from feedforum.learning.url_shapes import shape_of

_MOST_ROWS = 500  # rows a page
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """How further pages are named, and how many rows a page has where it is named by rows."""

    text: str = ""
    step: int | None = None


def relative(url: str, base: str) -> str:
    """An address as a profile writes it: from the forum's own on, or from the host's root."""
    if url.startswith(base):
        return url[len(base) :]
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc="").geturl()


def listing_template(groups: Sequence[Sequence[str]], boards: Sequence[str] = ()) -> str:
    """The template of links to boards or threads, a group for each page that they stand on, or nothing.

    The place that differs within pages is the id; one that only differs between pages, and is the id of
    the page's own board, is the board's.
    """
    shape = shape_of([url for group in groups for url in group])
    if shape is None or not shape.values or not shape.values[0]:
        return ""
    at, by_group = 0, []
    for group in groups:
        by_group.append(shape.values[at : at + len(group)])
        at += len(group)
    names: list[str] = []
    places = range(len(shape.values[0]))
    distinct = [sum(len({row[place] for row in group}) for group in by_group) for place in places]
    id_place = max(places, key=lambda place: (distinct[place], -place))
    for place in places:
        if place == id_place:
            names.append("{id}")
        elif boards and all(
            {row[place] for row in group} <= {board} for group, board in zip(by_group, boards, strict=True)
        ):
            names.append("{board}")
        else:
            # What differs, and is neither, may be left out where it is a parameter.
            names.append("\0")
    return _without_unknown(shape.text(*names))


def _without_unknown(text: str) -> str:
    if "\0" not in text:
        return text
    front, mark, query = text.partition("?")
    if "\0" in front:
        return ""
    query, hash_mark, fragment = query.partition("#")
    parts = [part for part in re.split("[&;]", query) if "\0" not in part]
    return front + mark + "&".join(parts) + (hash_mark + fragment if "\0" not in fragment else "")


def with_board(text: str, board: str) -> str:
    """A template whose parameter has the id of the only board that was looked at, as `{board}`."""
    front, mark, query = text.partition("?")
    return front + mark + re.sub(rf"(=){re.escape(board)}(?=[&;]|$)", r"\1{board}", query) if board else text


def page_template(links: Iterable[tuple[PageLink, str, str]], one: str, base: str) -> PageTemplate:
    """How the further pages of boards or threads are named, by links whose text is a page's number.

    Each link comes with the id of the board or thread that it is said to lead to; `one` is the template of
    first pages.
    """
    votes: Counter[PageTemplate] = Counter()
    path = _NUMBER.sub("", template(one).text.partition("?")[0])
    for link, id_, board in links:
        number = count_of(link.text.strip("[]() "))
        url = relative(link.url, base).partition("#")[0]
        if not number or number < 2 or not id_:
            continue
        if path and "{" not in path and url.partition("?")[0] != path:
            continue
        with_id = re.sub(rf"(?<![0-9A-Za-z]){re.escape(id_)}(?![0-9A-Za-z])", "{id}", url, count=1)
        if with_id == url:
            continue
        if board and "{board}" in one:
            with_id = re.sub(rf"([=?,/]){re.escape(board)}(?=[&;,/]|$)", r"\1{board}", with_id, count=1)
        for match in _NUMBER.finditer(with_id):
            value, before, behind = int(match[0]), with_id[: match.start()], with_id[match.end() :]
            found = _named(value, number)
            if found is not None:
                votes[PageTemplate(f"{before}{found[0]}{behind}", found[1])] += number
    return max(votes, key=lambda each: (votes[each], -(each.step or 0)), default=PageTemplate())


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
        if not text.startswith(script) or "{" in text:
            continue
        found = _word(post_id).sub("{id}", text)
        found = _word(thread_id).sub("{thread}", found) if thread_id else found
        if "{id}" in found and not _NUMBER.search(found):
            votes[found] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return f"{thread.replace('{id}', '{thread}')}#{anchor}" if anchor else ""


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){re.escape(text)}(?!\d)")


def folder_of(url: str) -> str:
    """The folder that an address is in."""
    return urljoin(url, ".")
