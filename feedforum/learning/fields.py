"""What stands where in a post: author, moment, text, title, id, edit note, signature. Pure functions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4.element import NavigableString, PreformattedString, Tag

from feedforum.dates.date_search import date_in
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.last_post import BY, without_by
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile import words
from feedforum.engines.profile.page import date_text
from feedforum.learning.rows import signature
from feedforum.text.characters import clean_line

_MOST_TAGS = 400  # tags of a post that are looked at
_LONGEST_NAME = 40
_ALWAYS = 0.95

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One post: the tag around it, and its tags by their paths."""

    tag: Tag
    thread: str
    by_path: dict[Path, Tag]


def scope_of(tag: Tag, thread: str) -> Scope:
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


Found = list[Tag | None]


def in_all(scopes: Sequence[Scope], path: Path) -> Found:
    """The tag that a path leads to in each post."""
    return [scope.by_path.get(path) for scope in scopes]


def common_paths(scopes: Sequence[Scope], share: float = _ALWAYS) -> list[Path]:
    """The paths that lead to a tag in so many of the posts."""
    counts = Counter(path for scope in scopes for path in scope.by_path)
    return [path for path, count in counts.items() if count >= share * len(scopes)]


def find_author(
    scopes: Sequence[Scope], names: frozenset[str], topics: Sequence[str], dates: Sequence[Tag | None]
) -> tuple[Found, float]:
    """Where the author's name stands, and how sure that is; `names` are those that listings show."""
    best: tuple[float, Found] = (0.0, [])
    for path in common_paths(scopes, 0.6):
        found = in_all(scopes, path)
        if sum(map(_is_part_of, found, dates)) > 0.2 * len(scopes):
            continue
        texts = [without_by(text_of(tag)).strip(" :|,") for tag in found if tag is not None]
        shown = [text for text in texts if text]
        if len(shown) < 0.6 * len(scopes) or max(map(len, shown)) > _LONGEST_NAME:
            continue
        if any(date_in(text) or count_of(text) is not None for text in shown[:20]):
            continue
        different = len(set(shown))
        titles = sum(bool(topic) and topic in text_of(tag) for tag, topic in zip(found, topics, strict=True))
        if different < 2 or titles > 0.2 * len(shown):
            continue
        known = sum(text in names for text in shown) / len(scopes)
        repeated = 1 - different / len(shown)
        links = [_link_in(tag) for tag in found if tag is not None]
        bijective = _bijective(list(zip(texts, links, strict=True)))
        score = (len(shown) / len(scopes)) ** 3 * (0.1 + 2 * known + 0.5 * repeated + 0.7 * bijective)
        depth = len(path) / 1000
        if score + depth > best[0]:
            best = (score + depth, found)
    found, sure = best[1], min(1.0, best[0] / 2)
    return _widest(scopes, found), sure


def others_named(scopes: Sequence[Scope], found: Found, names: frozenset[str]) -> Found:
    """Where the posts without an author in the usual place have a name that the listings show."""
    missing = [at for at, tag in enumerate(found) if tag is None]
    best: tuple[int, Found] = (0, [])
    for path in dict.fromkeys(path for at in missing for path in scopes[at].by_path):
        named = [
            tag if at in missing and tag is not None and text_of(tag) in names else None
            for at, tag in enumerate(in_all(scopes, path))
        ]
        count = sum(tag is not None for tag in named)
        if count > best[0]:
            best = (count, named)
    return best[1]


def _is_part_of(tag: Tag | None, date: Tag | None) -> bool:
    """Whether a tag shows nothing but a piece of a date: the `th` of `26th`."""
    return tag is not None and date is not None and text_of(tag) in date_text(date)


def _widest(scopes: Sequence[Scope], found: Found) -> Found:
    """The outermost tags that show no more than some tags do: a guest's name is no link."""
    while found:
        outer = [
            tag.parent if tag is not None and tag is not s.tag else None
            for s, tag in zip(scopes, found, strict=True)
        ]
        pairs = [(tag, above) for tag, above in zip(found, outer, strict=True) if tag is not None]
        if any(above is None or text_of(above) != text_of(tag) for tag, above in pairs):
            break
        found = outer
    return found


_BY_WORD = re.compile(rf"(?:^|\s){BY}:?\s+", re.IGNORECASE)


def names_in(text: str) -> Iterator[str]:
    """What may be a name in a line: all of it, or what follows "by"."""
    for part in (text, *_BY_WORD.split(text)[1:]):
        name = part.strip(" :|,«»()")
        if 1 < len(name) <= _LONGEST_NAME:
            yield name


def _link_in(tag: Tag) -> str:
    links = [tag] if tag.name == "a" else tag.find_all("a")
    return next((attribute(link, "href") for link in links if text_of(link)), "")


def _bijective(pairs: Sequence[tuple[str, str]]) -> float:
    """The share of texts with links that always go together, one link a text."""
    linked = [(text, link) for text, link in pairs if link]
    if not linked:
        return 0.0
    links, texts = defaultdict(set), defaultdict(set)
    for text, link in linked:
        links[text].add(link)
        texts[link].add(text)
    good = sum(len(links[text]) == 1 and len(texts[link]) == 1 for text, link in linked)
    return good / len(linked)


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
    weights = _weights(leaves, authors, used)
    totals = [_totals(own, weight) for own, weight in zip(leaves, weights, strict=True)]
    whole = sum(max(value, 0) for weight in weights for value in weight.values()) or 1
    best: tuple[float, Found] = (float("-inf"), [])
    for path in common_paths(scopes, 0.9):
        found = in_all(scopes, path)
        score = sum(
            total.get(id(tag), 0.0) for total, tag in zip(totals, found, strict=True) if tag is not None
        )
        score += 0.001 * len(path) * len(scopes)
        if score > best[0]:
            best = (score, found)
    return best[1], max(0.0, min(1.0, best[0] / whole))


def _weights(leaves: Sequence[list[Leaf]], authors: Sequence[str], used: set[int]) -> list[dict[int, float]]:
    """For each text its length; below 0 where all posts, or those of its author, have the same in its place.

    A post whose author has no other does not tell what is the author's and what is the post's.
    """
    posts_of = Counter(authors)
    several = sum(posts_of[author] > 1 for author in authors) > 0.3 * len(authors)
    everywhere = Counter(key for own in leaves for key in {(leaf.path, leaf.text) for leaf in own})
    theirs = Counter(
        key
        for own, author in zip(leaves, authors, strict=True)
        for key in {(author, leaf.path, leaf.text) for leaf in own}
    )
    weights = []
    for own, author in zip(leaves, authors, strict=True):
        weight: dict[int, float] = {}
        for leaf in own:
            alike = theirs[author, leaf.path, leaf.text]
            if any(id(tag) in used for tag in (leaf.tag, *leaf.tag.parents)):
                factor = 0.0
            elif everywhere[leaf.path, leaf.text] > max(2, 0.3 * len(leaves)):
                factor = -2.0
            elif several and posts_of[author] == 1:
                factor = 0.0
            else:
                factor = -1.0 if 1 < alike > 0.6 * posts_of[author] else 1.0
            weight[id(leaf)] = factor * len(leaf.text)
        weights.append(weight)
    return weights


def _totals(leaves: Sequence[Leaf], weight: dict[int, float]) -> dict[int, float]:
    totals: defaultdict[int, float] = defaultdict(float)
    for leaf in leaves:
        for tag in (leaf.tag, *leaf.tag.parents):
            totals[id(tag)] += weight[id(leaf)]
    return totals


_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"\d+|(?<![0-9A-Za-z])[0-9a-f]{8,40}(?![0-9A-Za-z])")


def find_id(scopes: Sequence[Scope], texts: Sequence[Tag | None]) -> tuple[str, float]:
    """The attribute with the post's id, as `PostBlocks.id` has it; empty where no number is each post's own.

    A number that other threads have too is a place in the thread, and lost when a post is deleted.
    """
    values: defaultdict[tuple[str, str], list[set[str]]] = defaultdict(lambda: [set() for _ in scopes])
    for at, (scope, text) in enumerate(zip(scopes, texts, strict=True)):
        for tag in (scope.tag, *scope.tag.find_all(True)):
            if text is not None and tag is not text and any(outer is text for outer in tag.parents):
                continue
            for name in ("id", "name", "href", "data-id", "data-post", "data-pid", "data-post-id"):
                for pattern, value in _with_places(name, attribute(tag, name)):
                    values[name, pattern][at].add(value)
    best, sure = "", 0.0
    for (name, pattern), found in values.items():
        single = [next(iter(each)) for each in found if len(each) == 1]
        share = len(single) / len(scopes)
        if share < _ALWAYS or len(set(single)) < len(single):
            continue
        if _are_places(scopes, found):
            continue
        rank = share * (1.0 if name != "href" else 0.95) - 0.001 * len(pattern)
        if rank > sure:
            best, sure = f"{name}={pattern}", rank
    return best, min(1.0, sure + 0.06) if best else 0.0


def _with_places(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A value with each of its numbers in turn as the id, the pattern as narrow as its neighbours are."""
    if name == "href":
        parts = urlsplit(value)
        for part in (
            *re.split("[&;]", parts.query),
            parts.fragment and f"#{parts.fragment}",
            parts.path.rpartition("/")[2],
        ):
            for match in _TOKEN.finditer(part or ""):
                if not _NUMBER.search(part[match.end() :]) and not _NUMBER.search(part[: match.start()]):
                    yield f"{part[: match.start()]}{{id}}{part[match.end() :]}", match[0]
        return
    for match in _TOKEN.finditer(value):
        rest = value[: match.start()] + value[match.end() :]
        if not _NUMBER.search(rest):
            yield f"{value[: match.start()]}{{id}}{value[match.end() :]}", match[0]


def _are_places(scopes: Sequence[Scope], found: Sequence[set[str]]) -> bool:
    """Whether the ids of each thread count up from 1 or 0."""
    by_thread: defaultdict[str, list[int]] = defaultdict(list)
    for scope, each in zip(scopes, found, strict=True):
        value = next(iter(each), "")
        if value.isdecimal():
            by_thread[scope.thread].append(int(value))
    small = [
        min(numbers) <= 1 and max(numbers) <= len(numbers)
        for numbers in by_thread.values()
        if len(numbers) > 1
    ]
    return bool(small) and sum(small) > len(small) / 2


def find_edited(scopes: Sequence[Scope]) -> Found:
    """The note of an edit in each post that has one: the smallest tag with a word for it and a date."""
    found: list[Tag | None] = []
    for scope in scopes:
        notes = [
            tag
            for tag in scope.tag.find_all(True, limit=_MOST_TAGS)
            if len(tag.get_text()) < 200 and words.EDITED.search(text_of(tag)) and date_in(text_of(tag))
        ]
        found.append(notes[-1] if notes else None)
    return found


def find_signature(scopes: Sequence[Scope], authors: Sequence[str], texts: Sequence[Tag | None]) -> Found:
    """What the posts of an author have in common within or behind their texts, and others have not."""
    order = [{id(tag): at for at, tag in enumerate(scope.tag.find_all(True))} for scope in scopes]
    best: tuple[float, Found] = (0.0, [])
    for path in dict.fromkeys(path for scope in scopes for path in scope.by_path if path[0] == "class"):
        found = [
            tag
            if tag is not None
            and text is not None
            and tag is not text
            and own.get(id(tag), 0) > own.get(id(text), 0)
            else None
            for tag, text, own in zip(in_all(scopes, path), texts, order, strict=True)
        ]
        said: defaultdict[str, list[str]] = defaultdict(list)
        for tag, author in zip(found, authors, strict=True):
            if tag is not None and text_of(tag):
                said[author].append(text_of(tag))
        alike = [each for each in said.values() if len(each) > 1 and len(set(each)) == 1]
        mixed = [each for each in said.values() if len(set(each)) > 1]
        different = {each[0] for each in said.values()}
        if len(alike) < 2 or len(mixed) > 0.2 * len(alike) or len(different) < max(2, 0.7 * len(said)):
            continue
        score = sum(map(len, alike)) * (1 + len(max(different, key=len)) / 1000) + len(path) / 100
        if score > best[0]:
            best = (score, found)
    return best[1]


_FILE = re.compile(r"[\w .()+-]{1,80}\.[A-Za-z]\w{1,4}")


def find_attachments(posts: Sequence[Tag]) -> str:
    """The selector of links that show the name of a file, and lead to a number by an address of their own."""
    names: defaultdict[str, list[bool]] = defaultdict(list)
    for link in (link for post in posts for link in post.find_all("a")):
        page = attribute(link, "href").rpartition("/")[2]
        start = _NUMBER.split(page, maxsplit=1)[0]
        if "?" in start and start != page:
            names[start].append(_FILE.fullmatch(text_of(link)) is not None)
    best = max(
        (start for start, files in names.items() if all(files)), key=lambda s: len(names[s]), default=""
    )
    return f'a[href*="{best}"]' if best and '"' not in best else ""


def find_title(scopes: Sequence[Scope], topics: Sequence[str], texts: Sequence[Tag | None]) -> Found:
    """Where a post repeats its thread's topic, outside of its text."""
    best: tuple[float, Found] = (0.3, [])
    for path in common_paths(scopes, 0.5):
        found = in_all(scopes, path)
        hits = sum(_names(tag, topic, text) for tag, topic, text in zip(found, topics, texts, strict=True))
        score = hits / len(scopes) + len(path) / 1000
        if score > best[0] + 0.0:
            best = (score, found)
    return best[1]


def _names(tag: Tag | None, topic: str, text: Tag | None) -> bool:
    if (
        tag is None
        or not topic
        or tag is text
        or (text is not None and any(outer is tag for outer in text.parents))
    ):
        return False
    said = text_of(tag)
    return topic in said and len(said) < len(topic) + 12
