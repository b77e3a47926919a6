"""`/metrics`, for Prometheus: what this process has counted, and what the store tells of all forums."""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from werkzeug.exceptions import NotFound, Unauthorized

from feedforum.records import QueueStatus
from feedforum.web.admin_services import admin
from feedforum.web.context import site
from feedforum.web.login_session import is_owner

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def all_of_them() -> Response:
    """The metrics of all forums, or nothing: for who sees all of all forums, and the owner."""
    if not site.settings.server.metrics:
        raise NotFound
    if not (site.visibility().whole or is_owner()):
        raise Unauthorized
    of_store = CollectorRegistry()
    of_store.register(_OfTheStore())
    body = generate_latest(admin.metrics.registry) + generate_latest(of_store)
    answer = Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)
    answer.headers["Cache-Control"] = "no-store"
    return answer


class _OfTheStore(Collector):
    """What holds for every process that serves this store; read within a request."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = site.clock.now()
        forum_statuses = [admin.forum_statuses.forum(forum.key, now) for forum in site.settings.forums]
        yield GaugeMetricFamily("feedforum_store_bytes", "Size of the store.", admin.forum_statuses.size())
        for name, attribute, what in _FAMILIES:
            family = GaugeMetricFamily(f"feedforum_{name}", what, labels=["forum"])
            for status in forum_statuses:
                value = attrgetter(attribute)(status)
                if value is not None:
                    seconds = value.timestamp() if isinstance(value, datetime) else value
                    family.add_metric([status.forum_key], seconds)
            yield family
        if (queue := admin.queue_status()) is not None:
            yield from _of_processes(queue)


def _of_processes(queue: QueueStatus) -> Iterator[GaugeMetricFamily]:
    since = GaugeMetricFamily(
        "feedforum_process_since_timestamp_seconds",
        "Since when a process shares the store.",
        labels=["process", "kind", "version", "configuration"],
    )
    polls = GaugeMetricFamily("feedforum_process_polls", "Polls under way.", labels=["process"])
    for process in queue.processes:
        about = (process.name, process.kind, process.version, process.config_hash)
        since.add_metric(about, process.since.timestamp())
        if process.kind == "worker":
            polls.add_metric([process.name], len(process.polls))
    yield from (since, polls)
    for name, what, value in (
        ("queued_polls", "Polls that wait in the queue.", queue.queued),
        ("oldest_due_seconds", "For how long a forum has been due, at most.", queue.oldest_age),
        ("last_minute_polls", "Forums polled in the last minute.", queue.last_minute_polls),
    ):
        yield GaugeMetricFamily(f"feedforum_{name}", what, value)


# Of a forum, with the attribute of its status; where that is None it has no line.
_FAMILIES = (
    ("last_poll_timestamp_seconds", "polled_at", "When a forum was polled last."),
    ("next_poll_timestamp_seconds", "due_at", "When a forum is due."),
    ("trouble_since_timestamp_seconds", "failing_since", "Since when polls fail; absent while they do not."),
    ("last_day_polls", "day.polls", "Polls in the last 24 hours."),
    ("last_day_requests", "day.requests", "Requests for pages in the last 24 hours."),
    ("last_day_received_bytes", "day.size", "Bytes that a forum sent in the last 24 hours."),
    ("last_day_posts_seen", "day.new_posts", "Posts seen for the first time in the last 24 hours."),
    ("media_files", "media.kept", "Pictures and files that are kept."),
    ("media_bytes", "media.size", "Bytes of the pictures and files that are kept."),
    ("media_waiting", "media.waiting", "Pictures and files that wait to be fetched."),
    ("media_given_up", "media.given_up", "Pictures and files that were given up."),
)
