"""After a poll, alerts the owner: of a forum that has failed for long, once a day, and of its recovery."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.fetch_options import default_user_agent
from feedforum.config.settings import AlertSettings
from feedforum.errors import AlertError
from feedforum.feeds.titles import title_by_key
from feedforum.fetch.alerts import Alert, send_alert
from feedforum.records import Answer, PollState, StoredForum
from feedforum.store import ReadRepository
from feedforum.translations import date_in_words, text, translated_detail

log = logging.getLogger(__name__)

_DAY = timedelta(days=1)

Send = Callable[[AlertSettings, Alert, str, Clock], None]


def days_failing(state: PollState) -> int:
    """For how many whole days a forum had failed at its last poll."""
    return (state.polled_at - state.failing_since) // _DAY if state.polled_at and state.failing_since else 0


def event_of(before: PollState, after: PollState) -> str:
    """What a poll that led from one state to the other is an event of: "failing", "recovered", or nothing.

    By what is stored alone, so that nothing is said twice after a restart.
    """
    if days_failing(after) > days_failing(before):
        return "failing"
    return "recovered" if days_failing(before) and not after.failing_since else ""


def alert_of(
    forum: ForumSettings, known: StoredForum | None, event: str, since: datetime, after: PollState
) -> Alert:
    """The alert, in the language of the forum, with its own time."""
    language, title = known.language if known else "", title_by_key(known, forum.key)
    moment = date_in_words(since.astimezone(forum.zone), language)
    if event == "recovered":
        heading = text(language, "alert_recovered", forum=title)
        body = text(language, "alert_recovered_since", moment=moment)
    else:
        heading = text(language, "notice_title", forum=title)
        said = translated_detail(language, after.detail)
        said = said or text(language, f"advice_{Answer(after.answer).name.lower()}")
        body = f"{text(language, 'notice_since', moment=moment)} {said}"
    return Alert(forum.key, event, since.isoformat(), after.answer, heading, body)


@dataclass(frozen=True)
class AlertJob:
    """Sends alerts as `[alerts]` says; what goes wrong with it is logged, and disturbs no poll."""

    current: LiveSettings
    store: ReadRepository
    clock: Clock
    send: Send = send_alert

    def polled(self, forum: ForumSettings, before: PollState, after: PollState) -> None:
        settings, event = self.current.settings, event_of(before, after)
        since = after.failing_since or before.failing_since
        if not settings.alerts.url or not event or since is None:
            return
        alert = alert_of(forum, self.store.forum(forum.key), event, since, after)
        try:
            self.send(settings.alerts, alert, default_user_agent(settings.server.public_url), self.clock)
        except AlertError as error:
            log.warning("%s: %s", forum.key, error, extra={"forum": forum.key})
