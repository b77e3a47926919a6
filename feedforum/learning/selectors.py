"""CSS selectors for what was found: the plainest one that selects just that on all pages. Pure functions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.profile import words
from feedforum.engines.profile.page import compiled, first

_NAME = re.compile(r"^[A-Za-z_][\w-]*$")
_LED_BY_WORD = re.compile(r"^([A-Za-z][A-Za-z_:-]*?[_:-]?)\d+$")
_ATTRIBUTES = ("itemprop", "name", "rel", "align", "valign", "rowspan", "width", "bgcolor", "color", "size")
_MOST_TRIED = 6  # tags that selectors are made of
_MOST_CANDIDATES = 250
_ENOUGH = 0.999
_PLAIN = re.compile(r"[\w.-]{3,40}$")
_SHOWN = ("class", "src", "alt", "title")  # attributes that tell of a mark
_LABEL = re.compile(r"\[?[\w -]{3,30}[:\]]$")

T = TypeVar("T")


def field_selector(
    scopes: Sequence[Tag], wanted: Sequence[Tag | None], *, strict: bool = True
) -> tuple[str, float]:
    """A selector whose first match in each scope is the wanted tag, and in how many scopes it is right.

    None is wanted where a scope has no such tag; without `strict` it does not matter what is selected there.
    Empty if nothing is wanted anywhere.
    """
    if not any(tag is not None for tag in wanted):
        return "", 0.0
    pairs = [each for each in zip(scopes, wanted, strict=True) if strict or each[1] is not None]
    few = _spread(pairs, 8)

    def right(selector: str) -> float:
        if sum(first(scope, selector) is tag for scope, tag in few) < len(few) / 2:
            return 0.0
        return sum(first(scope, selector) is tag for scope, tag in pairs) / len(pairs)

    examples = _spread([(scope, tag) for scope, tag in pairs if tag is not None])
    return _best(chain.from_iterable(_in_scope(scope, tag) for scope, tag in examples), right)


def repeated_selector(
    roots: Sequence[Tag], wanted: Sequence[Sequence[Tag]], *, strict: bool = True
) -> tuple[str, float]:
    """A selector that selects in each root exactly the wanted tags, and how much of what it selects is right.

    Without `strict` it matters little what it selects beside them, unless that holds them.
    """
    meant = {id(tag): tag for tags in wanted for tag in tags}
    names = {tag.name for tag in meant.values()}
    alike = [tag for root, tags in zip(roots, wanted, strict=True) if tags for tag in root.find_all(names)]
    holders = {id(outer) for tag in meant.values() for outer in tag.parents}
    few = _spread(list(meant.values()), 10)

    best, mistakes = 0.0, list[Tag]()

    def right(selector: str) -> float:
        # What makes all mistakes of the best one again is no better. Whether it matches what is wanted is
        # soon known; what else it selects takes all of the pages.
        nonlocal best, mistakes
        match = compiled(selector).match
        if mistakes and all(match(tag) is (id(tag) not in meant) for tag in mistakes):
            return 0.0
        if sum(map(match, few)) < 0.8 * len(few):
            return 0.0
        found = {id(tag) for tag in alike if match(tag)}
        hits, more = len(found & meant.keys()), len(found - meant.keys())
        share = hits / (len(meant) + more)
        if not strict:
            share = (hits - 0.02 * more - len(found & holders)) / len(meant)
        if share > best:
            best, mistakes = share, [tag for tag in alike if (id(tag) in found) is not (id(tag) in meant)]
        return share

    return _best(chain.from_iterable(map(_of_all, _spread(list(filter(None, wanted))))), right)


def mark_selector(rows: Sequence[Tag], marked: Sequence[bool]) -> str:
    """What just these of some rows have in them, or are; empty if nothing tells them from the others."""
    row = next(
        (row for row, is_marked in zip(rows, marked, strict=True) if is_marked and not all(marked)), None
    )
    for selector in chain.from_iterable(map(_marks, _marking(row) if row else ())):
        if all((first(row, selector) is not None) is mark for row, mark in zip(rows, marked, strict=True)):
            return selector
    return ""


def says_closed(row: Tag) -> bool:
    """Whether a row has a tag whose class, picture or label has a word for closed threads."""
    return any(
        map(words.LOCKED.search, (shown for tag in _marking(row) for shown in (*_shown(tag), *_labels(tag))))
    )


def _marking(row: Tag) -> list[Tag]:
    return [tag for tag in (row, *row.find_all(True)) if tag.name != "a"]


def _shown(tag: Tag) -> list[str]:
    return [attribute(tag, name).rpartition("/")[2] for name in _SHOWN]


def _labels(tag: Tag) -> list[str]:
    texts = (str(text).strip() for text in tag.find_all(string=True, recursive=False))
    return [text for text in texts if _LABEL.match(text)]


def _marks(tag: Tag) -> Iterator[str]:
    """What may mark a thread: a word for closed ones, a class, an id, a picture, a text such as `Sticky:`."""
    said = zip(_SHOWN, map(words.LOCKED.search, _shown(tag)), strict=True)
    yield from (f'{tag.name}[{attr}*="{match[0].lower()}" i]' for attr, match in said if match)
    yield from (f"{tag.name}.{each}" for each in attribute(tag, "class").split() if _NAME.match(each))
    led, file = _LED_BY_WORD.match(attribute(tag, "id")), attribute(tag, "src").rpartition("/")[2]
    yield from (f'{tag.name}[id^="{match[1]}"]' for match in (led,) if match)
    yield from (f'{tag.name}[src$="{file}"]' for name in (file,) if _PLAIN.match(name))
    yield from (f'{tag.name}:-soup-contains-own("{label}")' for label in _labels(tag))


def _spread(examples: Sequence[T], most: int = _MOST_TRIED) -> Sequence[T]:
    return examples[:: max(1, len(examples) // most)][:most]


def _best(candidates: Iterable[str], right: Callable[[str], float]) -> tuple[str, float]:
    best, share = "", 0.0
    for selector in islice(dict.fromkeys(candidates), _MOST_CANDIDATES):
        now = right(selector)
        if now > share:
            best, share = selector, now
        if share >= _ENOUGH:
            break
    return best, share


def _in_scope(scope: Tag, tag: Tag) -> Iterator[str]:
    """Selectors for one tag in a scope, the plainest first."""
    own = list(_plain([tag]))
    yield from own[:-1]
    yield from (each.removeprefix(tag.name) for each in own[:-1] if each.startswith(f"{tag.name}."))
    if tag is not scope:
        outer = [each for each in tag.parents if any(above is scope for above in each.parents)]
        holders = [plain for each in outer[:4] for plain in list(_plain([each]))[:-1]]
        yield from (f"{holder}{sign}{each}" for sign in (" > ", " ") for holder in holders for each in own)
        yield from _placed(scope, tag)
    yield tag.name


def _plain(tags: Sequence[Tag]) -> Iterator[str]:
    """What some tags have in common: classes, attributes or the words that they begin with; last the name."""
    name = tags[0].name
    common = set.intersection(*(set(attribute(tag, "class").split()) for tag in tags))
    usable = [each for each in common if _NAME.match(each)]
    yield from (
        f"{name}.{each}" for each in sorted(usable, key=lambda each: (any(map(str.isdigit, each)), each))
    )
    for attr in ("id", *_ATTRIBUTES):
        values = {attribute(tag, attr) for tag in tags}
        led = {match[1] if (match := _LED_BY_WORD.match(value)) else "" for value in values}
        if attr in ("id", "name") and len(led) == 1 and "" not in led:
            yield f'{name}[{attr}^="{min(led)}"]'
        elif len(values) == 1 and "" not in values and '"' not in min(values):
            yield f'{name}[{attr}="{min(values)}"]'
    yield name


def _placed(scope: Tag, tag: Tag) -> Iterator[str]:
    """The way from the scope down to a tag, with places where they are needed."""
    steps: list[tuple[str, str]] = []
    for each in (tag, *tag.parents):
        if each is scope or each.parent is None:
            break
        same = each.parent.find_all(each.name, recursive=False)
        number = next((at for at, one in enumerate(same, 1) if one is each), 1)
        steps.insert(0, (each.name, f":nth-of-type({number})" if len(same) > 1 else ""))
    at = len(tag.find_previous_siblings(True)) + 1
    yield ":scope > " + " > ".join([*(name for name, _ in steps[:-1]), f":nth-child({at})"])
    yield ":scope > " + " > ".join([*(name + place for name, place in steps[:-1]), f":nth-child({at})"])
    yield ":scope > " + " > ".join(name + place for name, place in steps)


def _of_all(tags: Sequence[Tag]) -> Iterator[str]:
    """Selectors for tags that a page repeats, the plainest first."""
    own = list(_plain(tags))
    inside = [f":has({inner})" for inner in _always_inside(tags)]
    within = inside + [one + other for one in inside[:8] for other in inside[:12] if one != other]
    yield from own[:-1]
    yield from (each + inner for each in own for inner in within)
    outer = [tag.parent for tag in tags if tag.parent is not None]
    holders = list(_plain(outer)) if len({tag.name for tag in outer}) == 1 else []
    yield from (f"{holder} > {each}{i}" for i in ("", *inside) for holder in holders for each in own)
    yield own[-1]


def _always_inside(tags: Sequence[Tag]) -> list[str]:
    """What all of some tags have within them, in plain selectors, which tells them from others."""
    found: list[set[str]] = []
    for tag in _spread(tags):
        plain = [(inner, each) for inner in tag.find_all(True, limit=120) for each in _plain([inner])]
        found.append({sign + each for inner, each in plain for sign in ("", "> " * (inner.parent is tag))})
    return sorted(
        set.intersection(*found),
        key=lambda each: ("." not in each, "[" not in each, each[0] != ">", len(each), each),
    )[:30]
