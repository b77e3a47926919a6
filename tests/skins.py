"""The kinds of forum that the long tests go through: every skin of the sample forum that an engine reads.

Whoever registers an engine and adds its skin to `tests.sample_forum.skins.SKINS` has these tests run for it.
"""

import pytest

from feedforum.engines import ENGINES
from tests.sample_forum import skins
from tests.sample_forum.skin import Skin
from tests.thorough import THOROUGH, times

SKINS: tuple[Skin, ...] = tuple(skin for skin in skins.SKINS if skin.engine in ENGINES)
"""The first has the most weight in `make test`, the others a part each; in `make thorough` all have all."""

MAIN = SKINS[0]

ONE_OF_EACH_ENGINE: tuple[Skin, ...] = tuple({skin.engine: skin for skin in reversed(SKINS)}.values())[::-1]

each_skin = pytest.mark.parametrize("skin", SKINS, ids=lambda skin: skin.name)
"""Runs a test once for each of them."""


each_engine = pytest.mark.parametrize(
    "skin", SKINS if THOROUGH else ONE_OF_EACH_ENGINE, ids=lambda skin: skin.name
)
"""Runs a test once for each engine, and for all versions that one reads in `make thorough`."""


def share(skin: Skin, all_of_them: int, usually: int) -> int:
    """How often something is done for a skin: all others together half as often as the main one."""
    others = max(2, 2 * (len(SKINS) - 1))
    return times(all_of_them, usually if skin is MAIN else max(1, usually // others))
