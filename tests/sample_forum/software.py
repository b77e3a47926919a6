"""Which code runs a forum of which skin."""

from collections.abc import Callable, Mapping

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.skin import Software
from tests.sample_forum.skins.fluxbb.software import Fluxbb
from tests.sample_forum.skins.mybb.software import MyBBSoftware
from tests.sample_forum.skins.phpbb2.software import PhpBB2Software
from tests.sample_forum.skins.phpbb3.software import PhpBB3Software
from tests.sample_forum.skins.smf.software import Smf
from tests.sample_forum.skins.wbb1.software import BurningBoard1
from tests.sample_forum.skins.wbb2.lite import BurningBoardLite
from tests.sample_forum.skins.wbb2.software import BurningBoard
from tests.sample_forum.skins.wbb3.software import BurningBoard3
from tests.sample_forum.skins.wbb4.software import Suite
from tests.sample_forum.skins.yabb.software import YabbSoftware

_BY_ENGINE: Mapping[str, Callable[[SampleForum], Software]] = {
    "wbb1": BurningBoard1,
    "wbb2": BurningBoard,
    "fluxbb": Fluxbb,
    "phpbb2": PhpBB2Software,
    "phpbb3": PhpBB3Software,
    "smf": Smf,
    "mybb": MyBBSoftware,
    "wbb3": BurningBoard3,
    "wbb4": Suite,
    "yabb": YabbSoftware,
}


def software_of(forum: SampleForum) -> Software:
    """The software that runs a forum."""
    return BurningBoardLite(forum) if forum.skin.name == "lite1" else _BY_ENGINE[forum.skin.engine](forum)
