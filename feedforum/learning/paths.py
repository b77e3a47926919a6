"""Where tags stand: in a page, and in each of the posts or rows that it repeats. Pure functions."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute

_FIGURES = re.compile(r"\d+")
_CELLS = ["td", "th"]
_INLINE = frozenset(("a", "b", "em", "font", "i", "span", "strong"))
_MOST_TAGS = 400  # tags of a post that are looked at

Path = tuple[str, ...]
Found = list[Tag | None]
"""For each post or row the tag that was found in it."""


def signature(tag: Tag) -> str:
    """A tag's name and classes without figures: rows are often striped by `row1` and `row2`."""
    return tag.name + _FIGURES.sub("", ".".join(sorted(["", *attribute(tag, "class").split()])))


def paths_to(tag: Tag) -> tuple[Path, ...]:
    """The names of the tags from the page's root down to a tag, the same with their classes, and by cells."""
    outer = (*reversed(list(tag.parents)), tag)
    names, classes = tuple(each.name for each in outer), ("by class", *map(signature, outer))
    return names, classes, ("by cell", *map(_numbered, outer))


def _numbered(tag: Tag) -> str:
    """A tag's name, that of a cell with its place in the row."""
    return f"{tag.name}:{len(tag.find_previous_siblings(_CELLS))}" if tag.name in _CELLS else tag.name


def usual_path(tags: Iterable[Tag]) -> Path:
    """The names of the tags that lead from the page's root to most of some tags."""
    return Counter(paths_to(tag)[0] for tag in tags).most_common(1)[0][0]


def outer_at(path: Path, tag: Tag) -> Tag | None:
    """The tag or the one around it to which such names lead from the page's root; None without one."""
    return next((outer for outer in (tag, *tag.parents) if paths_to(outer)[0] == path), None)


def own_parts(tags: Sequence[Tag]) -> list[Tag]:
    """For each tag the largest part of the page that has none of the others, all as deep as most are."""
    held: Counter[int] = Counter(id(outer) for tag in tags for outer in (tag, *tag.parents))
    found: list[list[Tag]] = []
    for tag in tags:
        chain = [tag]
        for outer in tag.parents:
            if held[id(outer)] > 1 or outer.name in ("body", "html", "[document]"):
                break
            chain.append(outer)
        found.append(chain)
    lengths = Counter(len(chain) for chain in found)
    usual = max(lengths, key=lambda length: (lengths[length], -length))
    return [chain[min(usual, len(chain)) - 1] for chain in found]


@dataclass(eq=False)
class Scope:
    """One post, or one row: the tag around it, and its tags by the ways to them, in classes and in places."""

    tag: Tag

    def __post_init__(self) -> None:
        self.by_path: dict[Path, Tag] = {}
        _collect(self.tag, ("class",), ("place",), self.by_path, [_MOST_TAGS])


def _collect(tag: Tag, by_class: Path, by_place: Path, paths: dict[Path, Tag], left: list[int]) -> None:
    paths.setdefault(by_class, tag)
    paths.setdefault(by_place, tag)
    places: Counter[str] = Counter()
    for child in tag.children:
        if isinstance(child, Tag) and left[0] > 0:
            left[0] -= 1
            places[child.name] += 1
            place = f"{child.name}:{places[child.name]}"
            if child.name in _INLINE:
                # A member's name may be a link, and a guest's not.
                paths.setdefault((*by_place, f"*:{places.total()}"), child)
            _collect(child, (*by_class, signature(child)), (*by_place, place), paths, left)


def common_places(scopes: Sequence[Scope], share: float) -> dict[Path, Found]:
    """What stands at each place that so many of the scopes have."""
    counts = Counter(path for scope in scopes for path in scope.by_path)
    common = (path for path, count in counts.items() if count >= share * len(scopes))
    return {path: [scope.by_path.get(path) for scope in scopes] for path in common}


def best_place(
    scopes: Sequence[Scope], share: float, score: Callable[[Found], float], *, by_place: bool = True
) -> tuple[Found, float]:
    """What stands at the common place that scores highest, the innermost of several, and its score.

    Nothing is found where none scores more than 0. Tags are told apart by their classes, and `by_place`.
    """
    best: tuple[float, int, Found] = (0.0, 0, [None] * len(scopes))
    for path, found in common_places(scopes, share).items():
        now = (score(found) if by_place or path[0] == "class" else 0, len(path), found)
        if now[0] > 0 and now[:2] > best[:2]:
            best = now
    return best[2], best[0]
