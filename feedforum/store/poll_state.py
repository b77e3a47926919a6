"""When each forum is due and what it answered last, polls wanted at once, new profiles, robots.txt files."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from feedforum.records import PollState, Profile
from feedforum.store import row_mapping, tables
from feedforum.store.database import Repository, writing

_poll_state, _poll_request, _robots = tables.poll_state, tables.poll_request, tables.robots
_learned, _PROFILE = tables.learned_profile, TypeAdapter(Profile)

_POLL_STATE = sa.select(_poll_state).where(_poll_state.c.forum_key == sa.bindparam("key"))
_LEARNED = sa.select(_learned).where(_learned.c.forum_key == sa.bindparam("key"))
_ROBOTS = sa.select(_robots.c.text, _robots.c.fetched_at).where(_robots.c.host == sa.bindparam("of_host"))


class PollStateStore(Repository):
    """The poll states of all forums."""

    def read(self, forum_key: str) -> PollState:
        """The poll state of a forum; an empty one before its first poll."""
        row = self._first(_POLL_STATE, key=forum_key)
        return row_mapping.record(PollState, row) if row else PollState(forum_key)

    def write(self, state: PollState) -> None:
        self._put(_poll_state, **row_mapping.values(state, _poll_state))

    def due(self, now: datetime) -> list[str]:
        """The forums that are due, the longest first."""
        query = sa.select(_poll_state.c.forum_key).where(_poll_state.c.due_at <= now)
        rows = self._all(query.order_by(_poll_state.c.due_at))
        return [row["forum_key"] for row in rows]

    def all_due_at(self) -> dict[str, datetime | None]:
        """When each forum is due that was polled before, or is to be."""
        query = sa.select(_poll_state.c.forum_key, _poll_state.c.due_at)
        return {row["forum_key"]: row["due_at"] for row in self._all(query)}

    def add(self, due_at: Mapping[str, datetime]) -> None:
        """Have forums polled for the first time at these moments; those that are known stay as they are."""
        rows = [
            row_mapping.values(PollState(key, due_at=moment), _poll_state) for key, moment in due_at.items()
        ]
        with writing(self._engine) as connection:
            row_mapping.insert_missing(connection, _poll_state, rows)

    def make_due(self, forum_key: str, due_at: datetime) -> None:
        """Have a forum polled at a moment, unless it is due before."""
        later = sa.or_(_poll_state.c.due_at.is_(None), _poll_state.c.due_at > due_at)
        of_forum = _poll_state.c.forum_key == forum_key
        self._write(sa.update(_poll_state).where(of_forum, later).values(due_at=due_at))


class PollRequests(Repository):
    """Which forums their owner wants polled at once: added by who serves, taken away by who polls."""

    def add(self, forum_key: str, now: datetime) -> None:
        self._put(_poll_request, forum_key=forum_key, requested_at=now)

    def read(self) -> dict[str, datetime]:
        """The forums that polls are requested of, with since when."""
        return {row["forum_key"]: row["requested_at"] for row in self._all(sa.select(_poll_request))}

    def drop(self, forum_keys: Iterable[str]) -> None:
        if keys := list(forum_keys):
            self._write(sa.delete(_poll_request).where(_poll_request.c.forum_key.in_(keys)))


class LearnedProfiles(Repository):
    """The profiles of forums whose pages were learned anew since their owner wrote one."""

    def read(self, forum_key: str, configured: Profile) -> Profile | None:
        """What was learned in place of the profile that is `configured`; None if nothing was."""
        row = self._first(_LEARNED, key=forum_key)
        replaced = row is not None and row["replaces"] == _PROFILE.dump_json(configured).decode()
        return _PROFILE.validate_json(row["profile"]) if row and replaced else None

    def write(self, forum_key: str, configured: Profile, learned: Profile) -> None:
        """Save what was learned in place of the profile that is `configured`."""
        replaces, profile = (_PROFILE.dump_json(each).decode() for each in (configured, learned))
        self._put(_learned, forum_key=forum_key, replaces=replaces, profile=profile)


class RobotsStore(Repository):
    """The robots.txt files of all hosts, as they were last fetched."""

    def read(self, host: str) -> tuple[str, datetime] | None:
        """The file of a host and when it was fetched, or None."""
        row = self._first(_ROBOTS, of_host=host)
        return (row["text"], row["fetched_at"]) if row else None

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        self._put(_robots, host=host, text=text, fetched_at=fetched_at)
