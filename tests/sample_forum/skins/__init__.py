"""The kinds of forum software that the sample forum can be. Only data is imported here: forums need it."""

from tests.sample_forum.skin import Skin
from tests.sample_forum.skins.fluxbb.habits import FLUXBB, PUNBB_12, PUNBB_14
from tests.sample_forum.skins.mybb.habits import MYBB
from tests.sample_forum.skins.phpbb2.habits import PHPBB2
from tests.sample_forum.skins.phpbb3.habits import PHPBB3
from tests.sample_forum.skins.smf.habits import SMF_11, SMF_20
from tests.sample_forum.skins.wbb1.habits import WBB1
from tests.sample_forum.skins.wbb2.habits import LITE1, WBB2
from tests.sample_forum.skins.wbb3.habits import WBB3
from tests.sample_forum.skins.wbb4.habits import SUITE
from tests.sample_forum.skins.yabb.habits import YABB

__all__ = [
    "FLUXBB",
    "LITE1",
    "MYBB",
    "PHPBB2",
    "PHPBB3",
    "PUNBB_12",
    "PUNBB_14",
    "SKINS",
    "SMF_11",
    "SMF_20",
    "SUITE",
    "WBB1",
    "WBB2",
    "WBB3",
    "YABB",
    "skin_named",
]

SKINS: tuple[Skin, ...] = (
    WBB2,
    FLUXBB,
    PUNBB_14,
    PUNBB_12,
    PHPBB2,
    PHPBB3,
    SMF_20,
    SMF_11,
    MYBB,
    YABB,
    WBB3,
    SUITE,
    WBB1,
)
"""All of them; the first is what a forum is if nothing else is said."""


def skin_named(name: str) -> Skin:
    """The skin of that name; raises KeyError if there is none."""
    return {skin.name: skin for skin in SKINS}[name]
