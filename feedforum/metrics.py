"""What this process counts for Prometheus. Forums are named by their key in the configuration."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram

_PAGE_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_POLL_SECONDS = (1, 5, 15, 60, 300, 900, 3600)
_LAG_SECONDS = (60, 300, 900, 1800, 3600, 7200, 21600, 43200, 86400)


class Metrics:
    """The counts since this process began; `registry` hands them out. May be used from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"feedforum_{name}", what, labels, registry=self.registry)

        def histogram(name: str, what: str, buckets: tuple[float, ...]) -> Histogram:
            return Histogram(f"feedforum_{name}", what, ("forum",), buckets=buckets, registry=self.registry)

        self._requests = counter("requests_total", "Requests for pages.", "forum", "answer")
        self._received = counter("received_bytes_total", "Bytes that forums sent.", "forum")
        self._polls = counter("polls_total", "Polls that ended.", "forum", "answer")
        self._found = {
            "new_posts": counter("posts_seen_total", "Posts seen for the first time.", "forum"),
            "edits": counter("edits_seen_total", "Edits seen.", "forum"),
            "deletions": counter("deletions_seen_total", "Posts found to be gone.", "forum"),
            "unread_dates": counter("unread_dates_total", "Dates that could not be read.", "forum"),
        }
        self._media = counter("media_fetched_total", "Pictures and files asked for.", "forum", "outcome")
        self._media_bytes = counter("media_received_bytes_total", "Bytes of those that are kept.", "forum")
        self._served = counter("feeds_served_total", "Answers to requests for feeds.", "status")
        self._page_seconds = histogram("page_seconds", "How long a forum took for a page.", _PAGE_SECONDS)
        self._poll_seconds = histogram("poll_seconds", "How long a poll took.", _POLL_SECONDS)
        self._lag = histogram("post_lag_seconds", "From writing a post to its being in feeds.", _LAG_SECONDS)

    def page_asked(self, forum: str, answer: str, requests: int, size: int, seconds: float) -> None:
        """A page was asked for, by so many requests, which brought `size` bytes and took `seconds`."""
        self._requests.labels(forum, answer).inc(requests)
        self._received.labels(forum).inc(size)
        if requests:
            self._page_seconds.labels(forum).observe(seconds)

    def polled(
        self, forum: str, answer: str, seconds: float, counts: Mapping[str, int], lags: Iterable[float]
    ) -> None:
        """A poll ended that took `seconds`; `lags` are the seconds from writing posts to seeing them."""
        self._polls.labels(forum, answer).inc()
        self._poll_seconds.labels(forum).observe(seconds)
        for name, counter in self._found.items():
            counter.labels(forum).inc(counts[name])
        for lag in lags:
            self._lag.labels(forum).observe(lag)

    def media_fetched(self, forum: str, outcome: str, size: int) -> None:
        """A picture or file was asked for: it is "kept" with so many bytes, or the outcome says why not."""
        self._media.labels(forum, outcome).inc()
        self._media_bytes.labels(forum).inc(size)

    def feed_served(self, status: int) -> None:
        """A request for a feed was answered with that status."""
        self._served.labels(str(status)).inc()
