"""CSS selectors for what was found: the plainest one that selects just that on all pages. Pure functions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.profile.page import compiled, first

_NAME = re.compile(r"^[A-Za-z_][\w-]*$")
_LED_BY_WORD = re.compile(r"^([A-Za-z][A-Za-z_:-]*?[_:-]?)\d+$")
_MOST_TRIED = 6  # tags that selectors are made of
_ENOUGH = 0.999
_MOST_CANDIDATES = 250
_LONGEST_MARK = 40


def field_selector(
    scopes: Sequence[Tag], wanted: Sequence[Tag | None], *, strict: bool = True
) -> tuple[str, float]:
    """A selector whose first match in each scope is the wanted tag, and in how many scopes it is right.

    None is wanted where a scope has no such tag; without `strict` it does not matter what is selected there.
    Empty if nothing is wanted anywhere.
    """
    pairs = [each for each in zip(scopes, wanted, strict=True) if strict or each[1] is not None]
    few = _spread(pairs, 8)

    def right(selector: str) -> float:
        if sum(first(scope, selector) is tag for scope, tag in few) < len(few) / 2:
            return 0.0
        return sum(first(scope, selector) is tag for scope, tag in pairs) / len(pairs)

    examples = [(scope, tag) for scope, tag in zip(scopes, wanted, strict=True) if tag is not None]
    return _best((selector for scope, tag in _spread(examples) for selector in _in_scope(scope, tag)), right)


def share_right(scopes: Sequence[Tag], wanted: Sequence[Tag | None], selector: str) -> float:
    """In how many scopes the first match of a selector is the wanted tag."""
    return sum(first(scope, selector) is tag for scope, tag in zip(scopes, wanted, strict=True)) / len(scopes)


def repeated_selector(
    roots: Sequence[Tag], wanted: Sequence[Sequence[Tag]], *, strict: bool = True
) -> tuple[str, float]:
    """A selector that selects in each root exactly the wanted tags, and how much of what it selects is right.

    Without `strict` it matters little what it selects beside them, unless that holds them.
    """
    pairs = [(root, tags) for root, tags in zip(roots, wanted, strict=True) if tags]
    pairs.sort(key=lambda pair: len(pair[0].find_all(True)))
    few = _spread([tag for _, tags in pairs for tag in tags], 10)

    def right(selector: str) -> float:
        # Whether it matches what is wanted is soon known; what else it selects takes all of a page.
        if sum(map(compiled(selector).match, few)) < 0.8 * len(few):
            return 0.0
        return agreement(selector, pairs) if agreement(selector, pairs[:1]) > 0.5 else 0.0

    def agreement(selector: str, pairs: Sequence[tuple[Tag, Sequence[Tag]]]) -> float:
        hits, total = 0.0, 0
        for root, tags in pairs:
            selected = compiled(selector).select(root, limit=2 * len(tags) + 5)
            found, meant = {id(tag) for tag in selected}, {id(tag) for tag in tags}
            hits, total = hits + len(found & meant), total + len(found | meant if strict else meant)
            if not strict:
                holders = {id(outer) for tag in tags for outer in tag.parents}
                hits -= 0.02 * len(found - meant) + len(found & holders)
        return hits / total if total else 0.0

    examples = [(root, list(tags)) for root, tags in zip(roots, wanted, strict=True) if tags]
    return _best((selector for root, tags in _spread(examples) for selector in _of_all(root, tags)), right)


T = TypeVar("T")


def _spread(examples: Sequence[T], most: int = _MOST_TRIED) -> Sequence[T]:
    return examples[:: max(1, len(examples) // most)][:most]


def _best(candidates: Iterable[str], right: Callable[[str], float]) -> tuple[str, float]:
    best, share, tried = "", 0.0, set[str]()
    for selector in candidates:
        if selector in tried or len(tried) > _MOST_CANDIDATES:
            continue
        tried.add(selector)
        now = right(selector)
        if now > share:
            best, share = selector, now
        if share >= _ENOUGH:
            break
    return best, share


def _in_scope(scope: Tag, tag: Tag) -> Iterator[str]:
    """Selectors for one tag in a scope, the plainest first."""
    if tag is scope:
        yield from _plain([tag])
        return
    outer = [each for each in tag.parents if any(above is scope for above in each.parents)]
    own = list(_plain([tag]))
    named = [each for each in own if each != tag.name]
    yield from named
    holders = [plain for each in outer[:4] for plain in _plain([each]) if plain != each.name]
    yield from (f"{holder} > {each}" for holder in holders for each in own)
    yield from (f"{holder} {each}" for holder in holders for each in own)
    yield from _placed(scope, tag)
    yield tag.name


def _plain(tags: Sequence[Tag]) -> Iterator[str]:
    """What some tags have in common: an id's beginning, classes, attributes, or the name alone."""
    name = tags[0].name
    starts = {match[1] if (match := _LED_BY_WORD.match(attribute(tag, "id"))) else "" for tag in tags}
    ids = {attribute(tag, "id") for tag in tags}
    if len(ids) == 1 and _NAME.match(min(ids)):
        yield f"#{min(ids)}"
    common = set.intersection(*(set(attribute(tag, "class").split()) for tag in tags))
    usable = sorted(
        (each for each in common if _NAME.match(each)), key=lambda each: (any(map(str.isdigit, each)), each)
    )
    yield from (f"{name}.{each}" for each in usable)
    if len(usable) > 1:
        yield name + "".join(f".{each}" for each in usable)
    if len(starts) == 1 and "" not in starts:
        yield f'{name}[id^="{min(starts)}"]'
    for attr in (
        "itemprop",
        "name",
        "rel",
        "align",
        "valign",
        "colspan",
        "rowspan",
        "width",
        "bgcolor",
        "color",
        "size",
    ):
        values = {attribute(tag, attr) for tag in tags}
        if len(values) == 1 and "" not in values and '"' not in min(values):
            yield f'{name}[{attr}="{min(values)}"]'
        led = {match[1] if (match := _LED_BY_WORD.match(value)) else "" for value in values}
        if attr == "name" and len(values) > 1 and len(led) == 1 and "" not in led:
            yield f'{name}[{attr}^="{min(led)}"]'
    yield name


def _placed(scope: Tag, tag: Tag) -> Iterator[str]:
    """The way from the scope down to a tag, by places, and with places only where they are needed."""
    steps: list[tuple[str, str]] = []
    for each in (tag, *tag.parents):
        if each is scope:
            break
        same = (
            [one for one in each.parent.children if isinstance(one, Tag) and one.name == each.name]
            if each.parent
            else []
        )
        number = next((at for at, one in enumerate(same, 1) if one is each), 1)
        last = number == len(same) and number > 1
        steps.append((each.name, f":nth-of-type({number})" if len(same) > 1 else ""))
        if last:
            steps[-1] = (each.name, f":nth-of-type({number})")
    steps.reverse()
    yield ":scope > " + " > ".join(name + place for name, place in steps)
    yield ":scope > " + " > ".join(name for name, _ in steps)
    yield ":scope > " + " > ".join(f"{name}{place or ':nth-of-type(1)'}" for name, place in steps)


def _of_all(root: Tag, tags: Sequence[Tag]) -> Iterator[str]:
    """Selectors for tags that a page repeats, the plainest first."""
    own = list(_plain(tags))
    yield from (each for each in own if each != tags[0].name)
    parents = [tag.parent for tag in tags if tag.parent is not None]
    single = [f":has({inner})" for inner in _always_inside(tags)]
    within = single + [one + other for one in single[:8] for other in single[:12] if one != other]
    yield from (each + inner for each in own for inner in within)
    for level in range(3):
        holders = list(_plain(parents)) if parents else []
        sign = ">" if level == 0 else ">" + " * >" * level
        yield from (f"{holder} {sign} {each}" for holder in holders for each in own)
        yield from (
            f"{holder} {sign} {each}{inner}" for holder in holders for each in own for inner in within
        )
        parents = [
            tag.parent for tag in parents if tag.parent is not None and tag.parent.name != "[document]"
        ]
        if len({tag.name for tag in parents}) != 1:
            break
    yield tags[0].name


def _always_inside(tags: Sequence[Tag]) -> list[str]:
    """What all of some tags have within them, in plain selectors, which tells them from others."""
    few = list(tags)[:: max(1, len(tags) // 5)]
    inside: list[set[str]] = []
    for tag in few:
        found: set[str] = set()
        for inner in tag.find_all(True, limit=120):
            plain = [each for each in _plain([inner]) if "#" not in each]
            found.update(plain)
            if inner.parent is tag:
                found.update(f"> {each}" for each in plain)
        inside.append(found)
    return sorted(
        set.intersection(*inside),
        key=lambda each: ("." not in each, "[" not in each, each[0] != ">", len(each), each),
    )[:30]


def mark_selector(rows: Sequence[Tag], marked: Sequence[bool]) -> str:
    """What just these of some rows have in them, or are; empty if nothing tells them from the others."""
    only = [row for row, is_marked in zip(rows, marked, strict=True) if is_marked]
    inside = [tag for tag in (only[0], *only[0].find_all(True)) if tag.name != "a"] if only else []
    for selector in (each for tag in inside for each in _marks(tag)):
        if all((first(row, selector) is not None) is mark for row, mark in zip(rows, marked, strict=True)):
            return selector
    return ""


def _marks(tag: Tag) -> Iterator[str]:
    yield from (f"{tag.name}.{each}" for each in attribute(tag, "class").split() if _NAME.match(each))
    file = attribute(tag, "src").rpartition("/")[2]
    for name, sign, value in (("src", "$=", file), ("alt", "=", None), ("title", "=", None)):
        written = attribute(tag, name) if value is None else value
        if written and '"' not in written and len(written) < _LONGEST_MARK:
            yield f'{tag.name}[{name}{sign}"{written}"]'
    for text in tag.find_all(string=True, recursive=False):
        word = str(text).strip()
        if 2 < len(word) < _LONGEST_MARK and '"' not in word and "\\" not in word:
            yield f'{tag.name}:-soup-contains-own("{word}")'
