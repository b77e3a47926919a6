"""Which engine reads a forum: as configured, as when it was first polled, or as its own page tells."""

from feedforum.engines import ENGINES, recognise, told_apart
from feedforum.engines.base import Engine
from feedforum.fetch import Guest
from feedforum.records import Answer, Fetched, StoredForum

NOT_KNOWN = "This is no forum software that is known here; see that url is the forum's, or name its engine."


def engine_of(name: str, url: str, known: StoredForum | None, guest: Guest) -> tuple[Engine | None, Fetched]:
    """The engine, with the forum's index if that was fetched to tell; or None, with what was answered."""
    if name != "auto" or known is not None:
        return ENGINES[known.engine if known and name == "auto" else name], Fetched(Answer.UNCHANGED, url)
    told: tuple[Answer, str] | None = None
    for engine in ENGINES.values():
        asked = guest.get(engine.index_url(url))
        if asked.document is None:
            return None, asked
        found = recognise(asked.document)
        if found is not None:
            return found, asked if found is engine else Fetched(Answer.UNCHANGED, url)
        told = told or told_apart(engine, asked.document)
    answer, detail = told or (Answer.NOT_UNDERSTOOD, NOT_KNOWN)
    return None, Fetched(answer, url, detail=detail)
