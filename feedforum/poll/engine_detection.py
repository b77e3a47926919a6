"""Which engine reads a forum: as configured, as when it was first polled, or as its own page tells."""

from feedforum.config import ForumSettings
from feedforum.engines import ENGINES, detect, engine_for, explain_unknown
from feedforum.engines.kit.engine import Engine
from feedforum.engines.profile import ProfileEngine
from feedforum.fetch import ForumClient
from feedforum.records import Answer, Fetched, StoredForum
from feedforum.translations import detail_text

NOT_KNOWN = detail_text("software_unknown")


def engine_of(
    forum: ForumSettings, known: StoredForum | None, client: ForumClient
) -> tuple[Engine | None, Fetched]:
    """The engine, with the forum's index if that was fetched to tell; or None, with what was answered.

    A forum's profile wins over what its pages look like. The index is asked for where each engine has it,
    until a page tells the software. A forum that is overloaded is not asked on.
    """
    name, url = forum.engine, forum.url
    if name == "auto" and forum.profile is not None:
        name = ProfileEngine.name
    elif name == "auto" and known is not None and known.engine in ENGINES:
        name = known.engine
    if name != "auto":
        return engine_for(name, forum.profile), Fetched(Answer.UNCHANGED, url)
    failed: Fetched | None = None
    unknown: Fetched | None = None
    asks: dict[str, Engine] = {}
    for engine in ENGINES.values():
        asks.setdefault(engine.index_url(url), engine)
    for index_url, engine in asks.items():
        asked = client.get(index_url)
        document = asked.document or asked.error_page
        found = detect(document) if document else None
        if found is not None:
            return found, asked if found.index_url(url) == index_url else Fetched(Answer.UNCHANGED, url)
        if asked.document is None:
            failed = failed or asked
        elif unknown is None:
            answer, detail = explain_unknown(engine, asked.document) or (Answer.NOT_UNDERSTOOD, NOT_KNOWN)
            unknown = Fetched(answer, url, detail=detail)
        if asked.answer is Answer.OVERLOADED:
            break
    return None, unknown or failed or Fetched(Answer.NOT_UNDERSTOOD, url, detail=NOT_KNOWN)
