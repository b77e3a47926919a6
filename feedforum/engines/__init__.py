"""The engines: one module for each kind of forum software, found by name or by a page."""

from collections.abc import Mapping
from types import MappingProxyType

from feedforum.engines.base import Engine
from feedforum.engines.other_software import explain_other_software
from feedforum.engines.wbb2 import Wbb2
from feedforum.errors import UnknownEngineError
from feedforum.records import Answer, Document

_ALL: tuple[Engine, ...] = (Wbb2(),)

ENGINES: Mapping[str, Engine] = MappingProxyType({engine.name: engine for engine in _ALL})


def engine_named(name: str) -> Engine:
    """The engine of that name; raises `UnknownEngineError`, which names those there are."""
    if name not in ENGINES:
        raise UnknownEngineError(f"There is no engine “{name}”: use one of {', '.join(ENGINES)}.")
    return ENGINES[name]


def detect(document: Document) -> Engine | None:
    """The engine whose software made a page; None if none of them knows it."""
    return next((engine for engine in ENGINES.values() if engine.recognises(document)), None)


def explain_unknown(engine: Engine, document: Document) -> tuple[Answer, str] | None:
    """What a page is that `engine` did not understand, with a sentence; None if nothing tells."""
    others = tuple(other for other in ENGINES.values() if other is not engine)
    return explain_other_software(engine, others, document)
