"""`/metrics`, for Prometheus: what this process has counted, and what the store tells of all forums."""

from collections.abc import Iterator

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from werkzeug.exceptions import NotFound, Unauthorized

from feedforum.records import ForumStatus
from feedforum.web.admin_services import AdminServices
from feedforum.web.context import Site
from feedforum.web.login_session import is_owner


def metrics_blueprint(site: Site, admin_services: AdminServices) -> Blueprint:
    """The metrics, of all forums or not at all."""
    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics")
    def all_of_them() -> Response:
        if not site.settings.server.metrics:
            raise NotFound
        if not may_read(site):
            raise Unauthorized
        of_store = CollectorRegistry()
        of_store.register(_OfTheStore(site, admin_services))
        body = generate_latest(admin_services.metrics.registry) + generate_latest(of_store)
        answer = Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return metrics


def may_read(site: Site) -> bool:
    """Whether this request's asker may read metrics, which name and sum up forums as wholes.

    That is who sees all of all forums, and the owner.
    """
    return site.visibility().whole or is_owner()


class _OfTheStore(Collector):
    """What holds for every process that serves this store."""

    def __init__(self, site: Site, admin_services: AdminServices) -> None:
        self._site = site
        self._standings = admin_services.forum_statuses

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family for each name."""
        now = self._site.clock.now()
        forum_statuses = [self._standings.forum(forum.key, now) for forum in self._site.settings.forums]
        yield GaugeMetricFamily("feedforum_store_bytes", "Size of the store.", self._standings.size())
        for name, what, values in _families(forum_statuses):
            family = GaugeMetricFamily(f"feedforum_{name}", what, labels=["forum"])
            for key, value in values:
                family.add_metric([key], value)
            yield family


def _families(forum_statuses: list[ForumStatus]) -> Iterator[tuple[str, str, list[tuple[str, float]]]]:
    yield (
        "last_poll_timestamp_seconds",
        "When a forum was polled last.",
        [(each.key, each.polled_at.timestamp()) for each in forum_statuses if each.polled_at],
    )
    yield (
        "next_poll_timestamp_seconds",
        "When a forum is due.",
        [(each.key, each.due_at.timestamp()) for each in forum_statuses if each.due_at],
    )
    yield (
        "trouble_since_timestamp_seconds",
        "Since when polls of a forum fail; absent while they do not.",
        [(each.key, each.failing_since.timestamp()) for each in forum_statuses if each.failing_since],
    )
    yield (
        "last_day_polls",
        "Polls in the last 24 hours.",
        [(each.key, each.day.polls) for each in forum_statuses],
    )
    yield (
        "last_day_requests",
        "Requests for pages in the last 24 hours.",
        [(each.key, each.day.requests) for each in forum_statuses],
    )
    yield (
        "last_day_received_bytes",
        "Bytes that a forum sent in the last 24 hours.",
        [(each.key, each.day.size) for each in forum_statuses],
    )
    yield (
        "last_day_posts_seen",
        "Posts seen for the first time in the last 24 hours.",
        [(each.key, each.day.new_posts) for each in forum_statuses],
    )
