"""What of a faulty file can be judged all the same: all of it but the tables and keys at fault."""

import difflib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from feedforum.config import schema
from feedforum.config.validation_messages import location_of, tables_and_keys

Location = tuple[int | str, ...]
Faulty = frozenset[Location]
"""Places of tables and keys in the file that are at fault: `("forum", 0, "boards")`, `("server",)`."""

_STAND_IN = {"key": "x", "url": "http://x/"}


def sound_part(raw: Mapping[str, Any], error: ValidationError) -> tuple[schema.File, Faulty]:
    """The file without what is at fault, which has its default here, and the places of that.

    A forum without a good key keeps the key as it is written, or an empty one, to be told apart.
    What a misspelt name was meant to be is no less in doubt, and counts among the places.
    """
    wrong = frozenset(_place(location_of(detail)) for detail in error.errors())
    kept = {name: deepcopy(table) for name, table in raw.items() if (name,) not in wrong}
    for place in wrong:
        _leave_out(kept, place)
    file = schema.File.model_validate(kept)
    forums = tuple(
        forum.model_copy(update={"key": _written_key(raw, number)}) for number, forum in enumerate(file.forum)
    )
    meant = frozenset(_meant(place) for place in wrong) - {("forum",)}
    return file.model_copy(update={"forum": forums}), wrong | meant


def touched(faulty: Faulty, places: Iterable[Location]) -> bool:
    """Whether one of the places, or a table that it stands in, is at fault."""
    return any(place[:length] in faulty for place in places for length in range(1, len(place) + 1))


def _place(location: Location) -> Location:
    """The table or key of the file that a fault makes useless."""
    return location[:3] if location[0] == "forum" else location[:2]


def _meant(place: Location) -> Location:
    """The known name that is nearest, if one is near at all: a known one is nearest to itself."""
    *above, name = place
    near = difflib.get_close_matches(str(name), tables_and_keys(above), 1)
    return (*above, near[0]) if near and isinstance(name, str) else place


def _leave_out(kept: dict[str, Any], place: Location) -> None:
    if place[0] != "forum":
        if len(place) == 2:
            kept[str(place[0])].pop(place[1], None)
    elif len(place) == 2:
        kept["forum"][place[1]] = dict(_STAND_IN)
    elif len(place) == 3:
        forum = kept["forum"][place[1]]
        forum.pop(place[2], None)
        forum |= {key: value for key, value in _STAND_IN.items() if key == place[2]}


def _written_key(raw: Mapping[str, Any], number: int) -> str:
    forum = raw["forum"][number]
    key = forum.get("key") if isinstance(forum, dict) else None
    return key if isinstance(key, str) else ""
