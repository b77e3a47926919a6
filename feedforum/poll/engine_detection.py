"""Which engine reads a forum: as configured, as when it was first polled, or as its own page tells."""

from feedforum.engines import ENGINES, detect, explain_unknown
from feedforum.engines.base import Engine
from feedforum.fetch import ForumClient
from feedforum.records import Answer, Fetched, StoredForum

NOT_KNOWN = "This is no forum software that is known here; see that url is the forum's, or name its engine."


def engine_of(
    name: str, url: str, known: StoredForum | None, client: ForumClient
) -> tuple[Engine | None, Fetched]:
    """The engine, with the forum's index if that was fetched to tell; or None, with what was answered."""
    if name != "auto" or known is not None:
        return ENGINES[known.engine if known and name == "auto" else name], Fetched(Answer.UNCHANGED, url)
    told: tuple[Answer, str] | None = None
    for engine in ENGINES.values():
        asked = client.get(engine.index_url(url))
        if asked.document is None:
            return None, asked
        found = detect(asked.document)
        if found is not None:
            return found, asked if found is engine else Fetched(Answer.UNCHANGED, url)
        told = told or explain_unknown(engine, asked.document)
    answer, detail = told or (Answer.NOT_UNDERSTOOD, NOT_KNOWN)
    return None, Fetched(answer, url, detail=detail)
