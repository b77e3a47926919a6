"""What stands where in a post: author, text, id, title, edit note, signature, attachments. Pure functions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4.element import PreformattedString, Tag

from feedforum.dates.date_search import date_in
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.last_post import BY
from feedforum.engines.profile import words
from feedforum.engines.profile.page import date_text, name_in
from feedforum.learning.paths import Found, Path, Scope, best_place
from feedforum.learning.rows import Sample
from feedforum.text.characters import clean_line

_LONGEST_NAME = 40
_LONGEST_NOTE = 200
_ALWAYS = 0.95
_FEW = 5  # posts that may say the same by chance
_BY_WORD = re.compile(rf"(?:^|\s){BY}:?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"\d+|(?<![0-9A-Za-z])[0-9a-f]{8,40}(?![0-9A-Za-z])")
_FILE = re.compile(r"[\w .()+-]{1,80}\.[A-Za-z]\w{1,4}")
_ID_ATTRIBUTES = ("id", "name", "href", "data-id", "data-post", "data-pid", "data-post-id")


@dataclass(eq=False)
class Post(Scope):
    """A post, with its thread's id and topic, and the tags that were found in it so far."""

    thread: str
    topic: str
    date: Tag | None
    author: Tag | None = None
    text: Tag | None = None

    @property
    def name(self) -> str:
        """The author's name."""
        return name_in(self.author)


# --- author ----------------------------------------------------------------------------------------


def names_on(pages: Iterable[Sample]) -> set[str]:
    """The short texts of listings, among which are names of authors: whole lines, and what follows "by"."""
    texts = (text for page in pages for text in page.soup.find_all(string=True))
    lines = {clean_line(str(text)) for text in texts if not isinstance(text, PreformattedString)}
    parts = (part.strip(" :|,«»()") for line in lines for part in (line, *_BY_WORD.split(line)[1:]))
    return {part for part in parts if 2 < len(part) <= _LONGEST_NAME}


def find_author(posts: Sequence[Post], names: set[str]) -> tuple[Found, float]:
    """Where the author's name stands, and how sure that is; `names` are those that listings show.

    That is a short text that comes again with other posts, but not with all, and mostly is a link.
    """
    said = Counter(text for post in posts for text in {clean_line(s) for s in post.tag.stripped_strings})
    everywhere = {text for text, times in said.items() if times >= max(3, _ALWAYS * len(posts))}

    def named(tags: Found) -> Found:
        return [None if text_of(tag) in everywhere else tag for tag in tags]

    def score(tags: Found) -> float:
        found = named(tags)
        shown = [name for tag in found if (name := name_in(tag))]
        different, share = set(shown), len(shown) / len(posts)
        others = sum(map(_is_no_name, found, posts))
        if len(different) < 2 or others > 0.2 * len(posts) or any(map(_is_other_text, different)):
            return 0
        known = sum(name in names for name in shown) / len(posts)
        linked = sum(map(_is_linked, found)) / len(posts)
        repeated = 1 - len(different) / len(shown)
        return share**3 * (0.1 + 2 * known + 0.5 * repeated + 0.5 * linked)

    found, best = best_place(posts, 0.6, score)
    return named(found), min(1.0, best / 2)


def _is_linked(tag: Tag | None) -> bool:
    links = tag.find_all("a", href=True, limit=3) if tag else []
    return bool(tag and tag.name == "a") or any(text_of(link) == name_in(tag) for link in links)


def _is_no_name(tag: Tag | None, post: Post) -> bool:
    """Whether a tag shows the thread's topic, or nothing but a piece of a date: the `th` of `26th`."""
    shown = text_of(tag)
    return bool(shown) and (shown in date_text(post.date) or (post.topic != "" and post.topic in shown))


def _is_other_text(text: str) -> bool:
    return len(text) > _LONGEST_NAME or not any(map(str.isalpha, text)) or bool(date_in(text))


def find_other_author(posts: Sequence[Post], names: set[str]) -> Found:
    """Where posts that have no author in the usual place, as guests' do, have a name that listings show."""

    def named(tags: Found) -> Found:
        pairs = (
            (tag, text_of(tag) if post.author is None else "") for tag, post in zip(tags, posts, strict=True)
        )
        return [tag if text in names and not date_in(text) else None for tag, text in pairs]

    return named(best_place(posts, 0, lambda tags: len(posts) - named(tags).count(None))[0])


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
        elif not isinstance(child, PreformattedString) and (text := clean_line(str(child))):
            yield Leaf(path, text, tag)


def find_text(posts: Sequence[Post]) -> tuple[Found, float]:
    """The tag that holds most of what differs from post to post, and little of what posts have in common."""
    totals, whole = _weights(posts)
    found, best = best_place(posts, 0.9, lambda tags: sum(totals[id(tag)] for tag in tags))
    return found, min(1.0, best / (whole or 1))


def _weights(posts: Sequence[Post]) -> tuple[defaultdict[int, float], float]:
    """How much of what differs each tag holds, by the tag's `id`, and how much there is in all.

    What all posts have in the same place, or all posts of an author, counts against the tag.
    """
    leaves = [(post.name, list(_leaves(post.tag))) for post in posts]
    posts_of, used = (
        Counter(post.name for post in posts),
        {id(tag) for p in posts for tag in (p.author, p.date)},
    )
    everywhere = Counter(key for _, own in leaves for key in {(leaf.path, leaf.text) for leaf in own})
    theirs = Counter(key for name, own in leaves for key in {(name, leaf.path, leaf.text) for leaf in own})
    totals, whole = defaultdict[int, float](float), 0.0
    for name, leaf in ((name, leaf) for name, own in leaves for leaf in own):
        outer = (leaf.tag, *leaf.tag.parents)
        factor = 0.0 if any(id(tag) in used for tag in outer) else 1.0
        if 1 < theirs[name, leaf.path, leaf.text] > 0.6 * posts_of[name]:
            factor = -1.0
        if everywhere[leaf.path, leaf.text] > max(2, 0.3 * len(posts)):
            factor = -2.0
        whole += max(factor, 0) * len(leaf.text)
        for tag in outer:
            totals[id(tag)] += factor * len(leaf.text)
    return totals, whole


# --- id --------------------------------------------------------------------------------------------


def find_id(posts: Sequence[Post]) -> tuple[str, float]:
    """The attribute with the post's id, as `PostBlocks.id` has it; empty where no number is each post's own.

    A number that other threads have too is a place in the thread, and lost when a post is deleted.
    """
    values: defaultdict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in posts])
    for at, post in enumerate(posts):
        written = {id(tag) for tag in post.text.find_all(True)} if post.text is not None else set()
        for tag in (post.tag, *post.tag.find_all(True)):
            for name in _ID_ATTRIBUTES if id(tag) not in written else ():
                for pattern, value in _with_places(name, attribute(tag, name)):
                    values[f"{name}={pattern}"][at].add(value)
    ranks = dict[str, float]()
    for pattern, found in values.items():
        single = [next(iter(each)) if len(each) == 1 else "" for each in found]
        known = [value for value in single if value]
        if _ALWAYS * len(posts) <= len(known) == len(set(known)) and not _are_places(posts, single):
            ranks[pattern] = len(known) / len(posts) - 0.05 * pattern.startswith("href")
    best = max(ranks, key=lambda pattern: (ranks[pattern], -len(pattern)), default="")
    return best, ranks.get(best, 0.0)


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


def _are_places(posts: Sequence[Post], values: Sequence[str]) -> bool:
    """Whether the ids of most threads count up from 1 or 0."""
    by_thread: defaultdict[str, list[int]] = defaultdict(list)
    for post, value in zip(posts, values, strict=True):
        if value.isdecimal():
            by_thread[post.thread].append(int(value))
    several = [numbers for numbers in by_thread.values() if len(numbers) > 1]
    small = [min(numbers) <= 1 and max(numbers) <= len(numbers) for numbers in several]
    return sum(small) > len(small) / 2


# --- what not all posts have -----------------------------------------------------------------------


def find_edited(posts: Sequence[Post]) -> Found:
    """The note of an edit in each post that has one: the smallest tag with a word for it and a date."""
    return [next(filter(_is_note, reversed(post.tag.find_all(True))), None) for post in posts]


def _is_note(tag: Tag) -> bool:
    shown = text_of(tag) if len(tag.get_text()) < _LONGEST_NOTE else ""
    return bool(words.EDITED.search(shown) and date_in(shown))


def find_signature(posts: Sequence[Post]) -> Found:
    """What the posts of an author have in common within or behind their texts, and others have not.

    What begins with the author's name is about the author, wherever it stands.
    """
    behind = [{id(tag) for tag in post.text.find_all_next(True)} if post.text else set() for post in posts]

    def signed(tags: Found) -> Found:
        each = zip(tags, behind, posts, strict=True)
        return [t if id(t) in own and not text_of(t).startswith(p.name) else None for t, own, p in each]

    def score(tags: Found) -> float:
        said: defaultdict[str, list[str]] = defaultdict(list)
        for tag, post in zip(signed(tags), posts, strict=True):
            if text_of(tag):
                said[post.name].append(text_of(tag))
        alike = [each for each in said.values() if len(each) > 1 and len(set(each)) == 1]
        mixed = sum(len(set(each)) > 1 for each in said.values())
        different = {each[0] for each in said.values()}
        own = len(alike) > 1 and mixed <= 0.2 * len(alike) and len(different) >= max(2, 0.7 * len(said))
        return sum(map(len, alike)) * (1 + len(max(different, key=len)) / 1000) if own else 0

    # Its place among others tells little of what not all posts have.
    return signed(best_place(posts, 0, score, by_place=False)[0])


def find_furniture(posts: Sequence[Post]) -> Found:
    """What stands in the text of each post and says the same in all, such as buttons."""

    def score(tags: Found) -> float:
        said = {text_of(tag) for tag in tags}
        return len(min(said)) if len(said) == 1 and len(tags) > _FEW else 0

    found = iter(best_place([Scope(post.text) for post in posts if post.text], _ALWAYS, score)[0])
    return [post.text and next(found) for post in posts]


def find_attachments(posts: Sequence[Post]) -> str:
    """The selector of links that show the name of a file, and lead to a number by an address of their own."""
    names: defaultdict[str, list[bool]] = defaultdict(list)
    for link in (link for post in posts for link in post.tag.find_all("a")):
        page = attribute(link, "href").rpartition("/")[2]
        if page.startswith("?"):
            page = "/".join(attribute(link, "href").split("/")[-2:])
        start = _NUMBER.split(page, maxsplit=1)[0]
        if "?" in start and start != page:
            names[start].append(_FILE.fullmatch(text_of(link)) is not None)
    files = [start for start, found in names.items() if all(found)]
    best = max(files, key=lambda start: len(names[start]), default="")
    return f'a[href*="{best}"]' if best and '"' not in best else ""


def find_title(posts: Sequence[Post]) -> Found:
    """Where a post repeats its thread's topic, outside of its text, and says little more."""
    around = [{id(tag) for tag in (post.text, *post.text.parents)} if post.text else set() for post in posts]

    def titled(tags: Found) -> Found:
        each = zip(tags, posts, around, strict=True)
        return [t if p.topic and p.topic in text_of(t) and id(t) not in no else None for t, p, no in each]

    def score(tags: Found) -> float:
        found = [(tag, post.topic) for tag, post in zip(titled(tags), posts, strict=True) if tag is not None]
        short = sum(len(text_of(tag)) < len(topic) + 12 for tag, topic in found)
        return short if short > 0.3 * len(posts) else 0

    return titled(best_place(posts, 0.5, score)[0])
