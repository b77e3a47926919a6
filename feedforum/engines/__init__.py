"""The engines: one module for each kind of forum software, found by name or by a page."""

from collections.abc import Mapping
from types import MappingProxyType

from feedforum.engines.fluxbb import FluxBB
from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.page import Page
from feedforum.engines.mybb import MyBB
from feedforum.engines.other_software import explain_other_software
from feedforum.engines.phpbb2 import PhpBB2
from feedforum.engines.phpbb3 import PhpBB3
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.smf import Smf
from feedforum.engines.wbb1 import Wbb1
from feedforum.engines.wbb2 import Wbb2
from feedforum.engines.wbb3 import Wbb3
from feedforum.engines.wbb4 import Wbb4
from feedforum.engines.yabb import YaBB
from feedforum.errors import UnknownEngineError
from feedforum.records import NO_PROFILE, Answer, Document, Profile

_ALL: tuple[Engine, ...] = (
    *(Wbb2(), FluxBB(), PhpBB2(), PhpBB3(), Smf(), MyBB(), YaBB()),
    *(Wbb1(), Wbb3(), Wbb4()),
)

ENGINES: Mapping[str, Engine] = MappingProxyType({engine.name: engine for engine in _ALL})


def engine_named(name: str) -> Engine:
    """The engine of that name; raises `UnknownEngineError`, which names those there are."""
    if name not in ENGINES:
        raise UnknownEngineError(f"There is no engine “{name}”: use one of {', '.join(ENGINES)}.")
    return ENGINES[name]


def engine_for(name: str, profile: Profile | None) -> Engine:
    """The engine of that name, or that of a forum's profile. Raises `UnknownEngineError`."""
    if name == ProfileEngine.name:
        return ProfileEngine(profile or NO_PROFILE)
    return engine_named(name)


def detect(document: Document) -> Engine | None:
    """The engine whose software made a page: the one with the most evidence; None if none has any."""
    frame = Frame(Page(document))
    evidence = {engine.name: engine.evidence(frame) for engine in ENGINES.values()}
    likeliest = max(ENGINES.values(), key=lambda engine: evidence[engine.name])
    return likeliest if evidence[likeliest.name] > 0 else None


def explain_unknown(engine: Engine, document: Document) -> tuple[Answer, str] | None:
    """What a page is that `engine` did not understand, with a sentence; None if nothing tells."""
    return explain_other_software(engine, detect(document), document)
