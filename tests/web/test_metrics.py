"""`/metrics`: what it tells, and to whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from feedforum.records import ForumStatus, PollCounts, ProcessStatus, QueueStatus
from tests.feeds.samples import NOON
from tests.web.sites import PASSWORD, TOKEN, OwnersSite, app, settings
from tests.web.test_owner_login import log_in

ADDRESS = f"/metrics?token={TOKEN}"


def values(site: OwnersSite) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, by their names."""
    answer = site.app().test_client().get(ADDRESS)
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_they_are_there_only_where_the_owner_wants_them() -> None:
    assert app().test_client().get(ADDRESS).status_code == 404
    assert OwnersSite().app(metrics=False).test_client().get(ADDRESS).status_code == 404


def test_who_may_read_them_where_a_forum_is_private() -> None:
    client = OwnersSite().app().test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics?token=wrong-one").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong-one"}).status_code == 401
    assert client.get("/metrics", auth=("owner", PASSWORD)).status_code == 401
    assert client.get(ADDRESS).status_code == 200
    assert client.get("/metrics", auth=("prometheus", TOKEN)).status_code == 200
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    log_in(client)
    assert client.get("/metrics").status_code == 200


def test_everybody_may_where_nothing_is_private() -> None:
    mixed = [{"id": 26}, {"id": 27, "private": True}]
    for boards, status in (([26, 27], 200), (mixed, 401)):
        chosen = settings(server={"metrics": True}, boards=boards)
        chosen = replace(chosen, forums=tuple(forum for forum in chosen.forums if forum.key != "club"))
        client = OwnersSite().app_of(chosen).test_client()
        assert client.get("/metrics").status_code == status
        assert client.get(ADDRESS).status_code == 200


def test_what_the_process_has_counted() -> None:
    site = OwnersSite()
    site.metrics.page_asked("sat", "ok", 2, 5000, 0.3)
    site.metrics.page_asked("sat", "closed", 1, 100, 0.1)
    counts = {"new_posts": 2, "edits": 1, "deletions": 3, "unread_dates": 4}
    site.metrics.polled("sat", "closed", 4.5, counts, (90.0, 4000.0))
    sample = values(site)
    assert sample["feedforum_requests_total", "ok", "sat"] == 2
    assert sample["feedforum_requests_total", "closed", "sat"] == 1
    assert sample["feedforum_received_bytes_total", "sat"] == 5100
    assert sample["feedforum_page_seconds_count", "sat"] == 2
    assert sample["feedforum_polls_total", "closed", "sat"] == 1
    assert sample["feedforum_poll_seconds_sum", "sat"] == 4.5
    assert sample["feedforum_posts_seen_total", "sat"] == 2
    assert sample["feedforum_edits_seen_total", "sat"] == 1
    assert sample["feedforum_deletions_seen_total", "sat"] == 3
    assert sample["feedforum_unread_dates_total", "sat"] == 4
    assert sample["feedforum_post_lag_seconds_bucket", "sat", "300.0"] == 1
    assert sample["feedforum_post_lag_seconds_count", "sat"] == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [("/feeds/sat/posts.atom", "200"), ("/feeds/no/posts.atom", "404"), ("/feeds/club/posts.rss", "401")],
)
def test_feeds_are_counted_by_status_and_pages_are_not(address: str, status: str) -> None:
    site = OwnersSite()
    client = site.app().test_client()
    client.get(address)
    client.get("/")
    served = {key: value for key, value in values(site).items() if key[0] == "feedforum_feeds_served_total"}
    assert served == {("feedforum_feeds_served_total", status): 1}


def test_what_the_store_tells_whoever_polls() -> None:
    site = OwnersSite()
    site.forum_statuses.forums["sat"] = ForumStatus(
        "sat",
        due_at=NOON + timedelta(hours=1),
        polled_at=NOON,
        failing_since=NOON - timedelta(hours=1),
        day=PollCounts(polls=4, requests=13, size=1_500_000, new_posts=23),
    )
    sample = values(site)
    assert sample["feedforum_store_bytes",] == 12_345_678
    assert sample["feedforum_last_poll_timestamp_seconds", "sat"] == NOON.timestamp()
    assert sample["feedforum_next_poll_timestamp_seconds", "sat"] == NOON.timestamp() + 3600
    assert sample["feedforum_trouble_since_timestamp_seconds", "sat"] == NOON.timestamp() - 3600
    assert sample["feedforum_last_day_polls", "sat"] == 4
    assert sample["feedforum_last_day_requests", "sat"] == 13
    assert sample["feedforum_last_day_received_bytes", "sat"] == 1_500_000
    assert sample["feedforum_last_day_posts_seen", "sat"] == 23
    assert ("feedforum_last_poll_timestamp_seconds", "new") not in sample


def test_two_processes_in_one_count_apart() -> None:
    one, other = OwnersSite(), OwnersSite()
    one.metrics.page_asked("sat", "ok", 2, 5000, 0.3)
    assert ("feedforum_requests_total", "ok", "sat") not in values(other)


def test_what_is_known_of_the_processes_that_share_the_store() -> None:
    site = OwnersSite()
    worker = ProcessStatus("worker", "one", 7, "0.1", "abc", NOON, ("sat", "astro"))
    server = ProcessStatus("serve", "two", 8, "0.1", "abc", NOON)
    oldest = NOON - timedelta(seconds=5)
    site.queue = QueueStatus(NOON, (worker, server), queued=3, oldest_due_at=oldest, last_minute_polls=9)
    found = values(site)
    assert found["feedforum_process_polls", "one/7"] == 2
    assert found["feedforum_queued_polls",] == 3
    assert found["feedforum_oldest_due_seconds",] == 5
    assert found["feedforum_last_minute_polls",] == 9
    since = {key[1:]: value for key, value in found.items() if "process_since" in key[0]}
    moment = NOON.timestamp()
    assert since == {("abc", "worker", "one/7", "0.1"): moment, ("abc", "serve", "two/8", "0.1"): moment}
