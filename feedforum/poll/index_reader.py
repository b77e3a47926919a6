"""Reading the index: which software a forum runs, whether it is the same forum, and what is stored of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from feedforum.config import ForumSettings
from feedforum.dates import in_another_zone, zone_named
from feedforum.diff.page_identity import is_another_forum
from feedforum.diff.reread_schedule import faded
from feedforum.diff.row_signatures import with_moment
from feedforum.engines import ENGINES, detect
from feedforum.engines.kit.engine import Engine
from feedforum.fetch import CLOCKS_DIFFER, ForumClient
from feedforum.poll.engine_detection import engine_of
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.watch_list import watch_of
from feedforum.records import Answer, Document, Id, IndexPage, Reading, RequestBudget, StoredForum
from feedforum.store import Store
from feedforum.translations import detail_text


@dataclass(frozen=True, slots=True)
class IndexRead:
    """What came of reading the index at `url`, at the moment `poll_at` by the forum's clock.

    `loader` loads the forum's pages, None where its software is not known. `leads_on` says whether the poll
    goes on from here, `upgrade` is a sentence for the owner if the forum runs another software now.
    """

    reading: Reading[IndexPage]
    url: str
    poll_at: datetime
    loader: PageLoader | None = None
    leads_on: bool = False
    upgrade: str = ""
    request_budget: RequestBudget = field(default_factory=RequestBudget)


@dataclass(eq=False)
class IndexReader:
    """Reads the index of `forum`, and stores what it says of the forum itself.

    `new_loader` makes what loads its pages, by an engine and the address that is known of the forum.
    `report_page` is called with what came of each page.
    """

    forum: ForumSettings
    store: Store
    client: ForumClient
    new_loader: Callable[[Engine, str], PageLoader]
    report_page: Callable[[str, Reading[Any], str], int]

    def __post_init__(self) -> None:
        self._repository = self.store.poll_repository(self.forum.key)

    def read(self) -> IndexRead:
        """Ask for the index, and once more where the forum was upgraded. Raises StoreError."""
        known = self._repository.forum()
        other_zone = known.timezone if known and known.timezone != self.forum.timezone else None
        if other_zone:
            self.client.forget_pages()
        engine, fetched = engine_of(self.forum, known, self.client)
        if engine is None:
            unread: Reading[IndexPage] = Reading(fetched.answer, None, fetched.detail)
            self.report_page("index", unread, fetched.url)
            return IndexRead(unread, fetched.url, self.client.forum_time())
        loader = self.new_loader(engine, known.url if known else "")
        reading, document = loader.index(fetched)
        upgraded = self._upgraded(engine, reading, document)
        if upgraded is not None:
            self.report_page("index", reading, loader.url)
            engine = upgraded
            loader.go_on_with(engine)
            reading, document = loader.index()
        # What is stored of a forum has the times of its own clock, as its pages have.
        poll_at = self.client.forum_time()
        request_budget = self._budget_at(poll_at)
        index = self._of_this_forum(reading, known, poll_at)
        self.report_page("index", index, loader.url)
        leads_on, upgrade = index.answer is Answer.UNCHANGED and known is not None, ""
        if index.page is not None:
            leads_on = True
            if other_zone and document is not None:
                self._correct_dates(index.page, document, engine, loader, other_zone)
            self._save_forum(index.page, engine, loader.base, known, poll_at)
            upgrade = self._note_upgrade(known, engine, poll_at)
        return IndexRead(index, loader.url, poll_at, loader, leads_on, upgrade, request_budget)

    def _budget_at(self, poll_at: datetime) -> RequestBudget:
        """What was asked of the forum lately. If that was later, its clock was put back meanwhile."""
        stored = self._repository.request_budget()
        if stored.at is not None and stored.at - poll_at > CLOCKS_DIFFER:
            self._repository.put_clock_back(poll_at, stored.at)
            stored = replace(stored, at=poll_at)
        return faded(stored, poll_at)

    def _upgraded(
        self, engine: Engine, reading: Reading[IndexPage], document: Document | None
    ) -> Engine | None:
        """The engine of what a forum was upgraded to, if that keeps all ids and the owner named none.

        Where the index is gone, it may have moved to where the new software has it.
        """
        if reading.page is not None or self.forum.engine != "auto":
            return None
        found = detect(document) if document is not None else None
        if found is None and reading.answer is Answer.NOT_FOUND:
            found, _ = engine_of(self.forum, None, self.client)
        return found if found is not None and engine.name in found.keeps_ids_of else None

    def _note_upgrade(self, known: StoredForum | None, engine: Engine, now: datetime) -> str:
        """The sentence about an upgrade, if there was one: what is written in another way was not edited."""
        if known is None or known.engine == engine.name:
            return ""
        self._repository.save_storm(now)
        before = ENGINES[known.engine].title if known.engine in ENGINES else known.engine
        return detail_text("software_changed", software=engine.title, before=before)

    def _of_this_forum(
        self, index: Reading[IndexPage], known: StoredForum | None, poll_at: datetime
    ) -> Reading[IndexPage]:
        """The index, unless another forum stands at this one's address by now."""
        # Nearly every poll: under its own title it is itself, and nothing has to be looked up.
        if index.page is None or known is None or index.page.title == known.title:
            return index
        titles = known_titles(self.store, self.forum.key)
        boards = self.store.candidates(self.forum.key, watch_of(self.forum, tuple(titles)), poll_at).boards()
        if not is_another_forum(known.title, boards, titles, index.page):
            return index
        detail = detail_text("another_forum", title=index.page.title, before=known.title)
        return Reading(Answer.OTHER_FORUM, None, detail, index.member)

    def _correct_dates(
        self, page: IndexPage, document: Document, engine: Engine, loader: PageLoader, timezone: str
    ) -> None:
        """Correct what was read in another `timezone`, before the owner corrected the forum's.

        Unless the forum's own pages tell their offset: then they say the same in whatever zone they are read.
        """
        now, before = loader.calendar, replace(loader.calendar, zone=zone_named(timezone))
        moments = [
            [last.at for row in each.boards if (last := row.last_post) and last.at and not last.uncertainty]
            for each in (page, engine.read_index(document, before).page)
            if each
        ]
        if moments[0] and moments[0] == moments[-1]:
            return
        corrected = partial(in_another_zone, before=before, now=now)
        self._repository.correct_dates(
            self.forum.timezone, corrected, partial(with_moment, corrected=corrected)
        )

    def _save_forum(
        self, page: IndexPage, engine: Engine, base: str, known: StoredForum | None, now: datetime
    ) -> None:
        forum = StoredForum(
            key=self.forum.key,
            host=known.host if known else urlsplit(self.forum.url).hostname or "",
            title=page.title,
            url=base,
            engine=engine.name,
            language=page.language,
            first_polled_at=known.first_polled_at if known else now,
            timezone=self.forum.timezone,
        )
        if forum != known:
            self._repository.save_forum(forum)


def known_titles(store: Store, forum_key: str) -> dict[Id, str]:
    """The titles of a forum's boards that are stored."""
    return {board.id: board.title for board in store.read_repository.boards(forum_key)}
