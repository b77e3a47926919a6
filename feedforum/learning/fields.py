"""What stands where in a post: author, text, id, title, edit note, signature, attachments. Pure functions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4.element import NavigableString, PreformattedString, Tag

from feedforum.dates.date_search import date_in
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.last_post import BY
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile import words
from feedforum.engines.profile.page import date_text, name_in
from feedforum.learning.rows import Sample, signature
from feedforum.text.characters import clean_line

_MOST_TAGS = 400  # tags of a post that are looked at
_LONGEST_NAME = 40
_LONGEST_NOTE = 200
_ALWAYS = 0.95
_BY_WORD = re.compile(rf"(?:^|\s){BY}:?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"\d+|(?<![0-9A-Za-z])[0-9a-f]{8,40}(?![0-9A-Za-z])")
_FILE = re.compile(r"[\w .()+-]{1,80}\.[A-Za-z]\w{1,4}")
_ID_ATTRIBUTES = ("id", "name", "href", "data-id", "data-post", "data-pid", "data-post-id")

Path = tuple[str, ...]
Found = list[Tag | None]
"""For each post or row the tag that was found in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One post, or one row: the tag around it, and its tags by their paths."""

    tag: Tag
    thread: str
    by_path: dict[Path, Tag]


def scope_of(tag: Tag, thread: str = "") -> Scope:
    """A post with its tags by the way that leads to them, in classes and in places."""
    paths: dict[Path, Tag] = {}
    _collect(tag, (), (), paths, [_MOST_TAGS])
    return Scope(tag, thread, paths)


def _collect(tag: Tag, by_class: Path, by_place: Path, paths: dict[Path, Tag], left: list[int]) -> None:
    paths.setdefault(("class", *by_class), tag)
    paths.setdefault(("place", *by_place), tag)
    places: Counter[str] = Counter()
    for child in tag.children:
        if isinstance(child, Tag) and left[0] > 0:
            left[0] -= 1
            places[child.name] += 1
            place = f"{child.name}:{places[child.name]}"
            _collect(child, (*by_class, signature(child)), (*by_place, place), paths, left)


def in_all(scopes: Sequence[Scope], path: Path) -> Found:
    """The tag that a path leads to in each post."""
    return [scope.by_path.get(path) for scope in scopes]


def common_paths(scopes: Sequence[Scope], share: float = _ALWAYS) -> list[Path]:
    """The paths that lead to a tag in so many of the posts."""
    counts = Counter(path for scope in scopes for path in scope.by_path)
    return [path for path, count in counts.items() if count >= share * len(scopes)]


# --- author ----------------------------------------------------------------------------------------


def names_on(pages: Iterable[Sample]) -> set[str]:
    """The short texts of listings, among which are names of authors: whole lines, and what follows "by"."""
    texts = (text for page in pages for text in page.soup.find_all(string=True))
    lines = {clean_line(str(text)) for text in texts if not isinstance(text, PreformattedString)}
    parts = (part.strip(" :|,«»()") for line in lines for part in (line, *_BY_WORD.split(line)[1:]))
    return {part for part in parts if 1 < len(part) <= _LONGEST_NAME}


def find_author(
    scopes: Sequence[Scope], names: set[str], topics: Sequence[str], dates: Sequence[Tag | None]
) -> tuple[Found, float]:
    """Where the author's name stands, and how sure that is; `names` are those that listings show.

    That is a short text that comes again with other posts, and mostly is a link, one for each name.
    """
    best: tuple[float, Found] = (0.0, [None] * len(scopes))
    for path in common_paths(scopes, 0.6):
        found = in_all(scopes, path)
        others = sum(map(_is_no_name, found, topics, dates))
        shown = [(name_in(tag), _link_in(tag)) for tag in found if tag is not None and name_in(tag)]
        different = {name for name, _ in shown}
        if len(shown) < 0.6 * len(scopes) or len(different) < 2 or others > 0.2 * len(scopes):
            continue
        if max(map(len, different)) > _LONGEST_NAME or any(map(_is_date_or_number, list(different)[:20])):
            continue
        known = sum(name in names for name, _ in shown) / len(scopes)
        linked = {pair for pair in shown if pair[1]}
        ends = len({link for _, link in linked}) + len({name for name, _ in linked})
        alike = ends / len(linked) - 1 if linked else 0
        score = 0.1 + 2 * known + 0.5 * (1 - len(different) / len(shown)) + 0.7 * alike
        score = (len(shown) / len(scopes)) ** 3 * score + len(path) / 1000
        if score > best[0]:
            best = (score, found)
    return best[1], min(1.0, best[0] / 2)


def _is_no_name(tag: Tag | None, topic: str, date: Tag | None) -> bool:
    """Whether a tag shows the thread's topic, or nothing but a piece of a date: the `th` of `26th`."""
    shown = text_of(tag)
    return bool(shown) and ((bool(topic) and topic in shown) or shown in date_text(date))


def _is_date_or_number(text: str) -> bool:
    return bool(date_in(text)) or count_of(text) is not None


def _link_in(tag: Tag) -> str:
    links = [tag] if tag.name == "a" else tag.find_all("a")
    return next((attribute(link, "href") for link in links if text_of(link)), "")


def others_named(scopes: Sequence[Scope], found: Found, names: set[str]) -> Found:
    """Where posts that have no author in the usual place, as guests' do, have a name that listings show."""
    missing = [scope if tag is None else None for scope, tag in zip(scopes, found, strict=True)]
    best: Found = []
    for path in dict.fromkeys(path for scope in missing if scope for path in scope.by_path):
        tags = [scope.by_path.get(path) if scope else None for scope in missing]
        named = [tag if text_of(tag) in names else None for tag in tags]
        if sum(tag is not None for tag in named) > sum(tag is not None for tag in best):
            best = named
    return best


# --- text ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of a post, with the names of the tags that lead to the one that it stands in."""

    path: Path
    text: str
    tag: Tag


def _leaves(tag: Tag, path: Path = ()) -> Iterator[Leaf]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name not in ("script", "style"):
                yield from _leaves(child, (*path, child.name))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            text = clean_line(str(child))
            if text:
                yield Leaf(path, text, tag)


def find_text(
    scopes: Sequence[Scope], authors: Sequence[str], taken: Iterable[Tag | None]
) -> tuple[Found, float]:
    """The tag that holds most of what differs from post to post, and little of what posts have in common."""
    leaves = [list(_leaves(scope.tag)) for scope in scopes]
    used = {id(tag) for tag in taken if tag is not None}
    totals, whole = _weights(leaves, authors, used)
    best: tuple[float, Found] = (float("-inf"), [None] * len(scopes))
    for path in common_paths(scopes, 0.9):
        found = in_all(scopes, path)
        score = sum(totals[id(tag)] for tag in found if tag is not None) + 0.001 * len(path) * len(scopes)
        if score > best[0]:
            best = (score, found)
    return best[1], max(0.0, min(1.0, best[0] / (whole or 1)))


def _weights(
    leaves: Sequence[list[Leaf]], authors: Sequence[str], used: set[int]
) -> tuple[defaultdict[int, float], float]:
    """How much of what differs each tag holds, and how much there is in all.

    What all posts have in the same place, or all posts of an author, counts against the tag. A post whose
    author has no other does not tell what is the author's and what is the post's.
    """
    posts_of = Counter(authors)
    several = sum(posts_of[author] > 1 for author in authors) > 0.3 * len(authors)
    everywhere = Counter(key for own in leaves for key in {(leaf.path, leaf.text) for leaf in own})
    by_author = zip(leaves, authors, strict=True)
    theirs = Counter(key for own, a in by_author for key in {(a, leaf.path, leaf.text) for leaf in own})
    totals, whole = defaultdict[int, float](float), 0.0
    for own, author in zip(leaves, authors, strict=True):
        for leaf in own:
            outer = (leaf.tag, *leaf.tag.parents)
            factor = 1.0
            if any(id(tag) in used for tag in outer) or (several and posts_of[author] == 1):
                factor = 0.0
            if 1 < theirs[author, leaf.path, leaf.text] > 0.6 * posts_of[author]:
                factor = min(factor, -1.0)
            if everywhere[leaf.path, leaf.text] > max(2, 0.3 * len(leaves)):
                factor = -2.0
            whole += max(factor, 0) * len(leaf.text)
            for tag in outer:
                totals[id(tag)] += factor * len(leaf.text)
    return totals, whole


# --- id --------------------------------------------------------------------------------------------


def find_id(scopes: Sequence[Scope], texts: Sequence[Tag | None]) -> tuple[str, float]:
    """The attribute with the post's id, as `PostBlocks.id` has it; empty where no number is each post's own.

    A number that other threads have too is a place in the thread, and lost when a post is deleted.
    """
    values: defaultdict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in scopes])
    for at, (scope, text) in enumerate(zip(scopes, texts, strict=True)):
        written = {id(tag) for tag in text.find_all(True)} if text is not None else set()
        for tag in (scope.tag, *scope.tag.find_all(True)):
            for name in _ID_ATTRIBUTES if id(tag) not in written else ():
                for pattern, value in _with_places(name, attribute(tag, name)):
                    values[f"{name}={pattern}"][at].add(value)
    best, sure = "", 0.0
    for pattern, found in values.items():
        single = [next(iter(each)) if len(each) == 1 else "" for each in found]
        known = [value for value in single if value]
        if len(known) < _ALWAYS * len(scopes) or len(set(known)) < len(known):
            continue
        if _are_places(scopes, single):
            continue
        rank = len(known) / len(scopes) - 0.05 * pattern.startswith("href") - 0.001 * len(pattern)
        if rank > sure:
            best, sure = pattern, rank
    return best, min(1.0, sure + 0.06) if best else 0.0


def _with_places(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A value with each of its numbers in turn as the id, the pattern as narrow as its neighbours are."""
    pieces = [value]
    if name == "href":
        parts = urlsplit(value)
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        pieces = [*re.split("[&;]", parts.query), anchor, parts.path.rpartition("/")[2]]
    for piece in pieces:
        for match in _TOKEN.finditer(piece):
            before, behind = piece[: match.start()], piece[match.end() :]
            if not _NUMBER.search(before + behind):
                yield f"{before}{{id}}{behind}", match[0]


def _are_places(scopes: Sequence[Scope], values: Sequence[str]) -> bool:
    """Whether the ids of most threads count up from 1 or 0."""
    by_thread: defaultdict[str, list[int]] = defaultdict(list)
    for scope, value in zip(scopes, values, strict=True):
        if value.isdecimal():
            by_thread[scope.thread].append(int(value))
    several = [numbers for numbers in by_thread.values() if len(numbers) > 1]
    small = [min(numbers) <= 1 and max(numbers) <= len(numbers) for numbers in several]
    return sum(small) > len(small) / 2


# --- what not all posts have -----------------------------------------------------------------------


def find_edited(scopes: Sequence[Scope]) -> Found:
    """The note of an edit in each post that has one: the smallest tag with a word for it and a date."""
    tags = ([tag for tag in scope.tag.find_all(True, limit=_MOST_TAGS) if _is_note(tag)] for scope in scopes)
    return [notes[-1] if notes else None for notes in tags]


def _is_note(tag: Tag) -> bool:
    shown = text_of(tag) if len(tag.get_text()) < _LONGEST_NOTE else ""
    return bool(words.EDITED.search(shown) and date_in(shown))


def find_signature(scopes: Sequence[Scope], authors: Sequence[str], texts: Sequence[Tag | None]) -> Found:
    """What the posts of an author have in common within or behind their texts, and others have not."""
    behind = [{id(tag) for tag in text.find_all_next(True)} if text is not None else set() for text in texts]
    best: tuple[float, Found] = (0.0, [])
    for path in dict.fromkeys(path for scope in scopes for path in scope.by_path if path[0] == "class"):
        found = [
            tag if id(tag) in own else None for tag, own in zip(in_all(scopes, path), behind, strict=True)
        ]
        said: defaultdict[str, list[str]] = defaultdict(list)
        for tag, author in zip(found, authors, strict=True):
            if tag is not None and text_of(tag):
                said[author].append(text_of(tag))
        alike = [each for each in said.values() if len(each) > 1 and len(set(each)) == 1]
        mixed = sum(len(set(each)) > 1 for each in said.values())
        different = {each[0] for each in said.values()}
        if len(alike) > 1 and mixed <= 0.2 * len(alike) and len(different) >= max(2, 0.7 * len(said)):
            score = sum(map(len, alike)) * (1 + len(max(different, key=len)) / 1000) + len(path) / 100
            best = max(best, (score, found), key=lambda each: each[0])
    return best[1] or [None] * len(scopes)


def find_attachments(posts: Sequence[Tag]) -> str:
    """The selector of links that show the name of a file, and lead to a number by an address of their own."""
    names: defaultdict[str, list[bool]] = defaultdict(list)
    for link in (link for post in posts for link in post.find_all("a")):
        page = attribute(link, "href").rpartition("/")[2]
        start = _NUMBER.split(page, maxsplit=1)[0]
        if "?" in start and start != page:
            names[start].append(_FILE.fullmatch(text_of(link)) is not None)
    files = [start for start, found in names.items() if all(found)]
    best = max(files, key=lambda start: len(names[start]), default="")
    return f'a[href*="{best}"]' if best and '"' not in best else ""


def find_title(scopes: Sequence[Scope], topics: Sequence[str], texts: Sequence[Tag | None]) -> Found:
    """Where a post repeats its thread's topic, outside of its text, and says little more."""
    around = [{id(tag) for tag in (text, *text.parents)} if text else set[int]() for text in texts]
    best: Found = [None] * len(scopes)
    for path in common_paths(scopes, 0.5):
        found = [
            tag if topic and topic in text_of(tag) and id(tag) not in outer else None
            for tag, topic, outer in zip(in_all(scopes, path), topics, around, strict=True)
        ]
        short = [len(text_of(tag)) < len(topic) + 12 for tag, topic in zip(found, topics, strict=True) if tag]
        # The innermost of those that say it as often.
        if sum(short) > 0.3 * len(scopes) and sum(short) >= sum(tag is not None for tag in best):
            best = found
    return best
