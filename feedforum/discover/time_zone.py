"""The time zone of a forum's dates: guessed, or found by moments that the forum itself tells exactly."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import urljoin, urlsplit

from feedforum.dates import Calendar, common_difference, offset_written, zone_named
from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.native_feed import feed_moments
from feedforum.fetch.forum_clock import CLOCKS_DIFFER
from feedforum.records import Answer, Document, Fetched, Id, IndexPage

_OF_COUNTRY = {
    "at": "Europe/Vienna",
    "be": "Europe/Brussels",
    "ch": "Europe/Zurich",
    "cz": "Europe/Prague",
    "de": "Europe/Berlin",
    "dk": "Europe/Copenhagen",
    "es": "Europe/Madrid",
    "fr": "Europe/Paris",
    "hu": "Europe/Budapest",
    "ie": "Europe/Dublin",
    "it": "Europe/Rome",
    "li": "Europe/Vaduz",
    "lu": "Europe/Luxembourg",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "se": "Europe/Stockholm",
    "uk": "Europe/London",
}
_COUNTRY_OF_LANGUAGE = {"da": "dk", "de": "de", "es": "es", "fr": "fr", "it": "it", "nl": "nl", "pl": "pl"}


def likely_zone(url: str, language: str) -> str:
    """A guess by the country of an address and a language (`de`, `de-AT`); `UTC` if neither says any."""
    country = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    code, _, region = language.replace("_", "-").lower().partition("-")
    likeliest_first = (country, region, _COUNTRY_OF_LANGUAGE.get(code, ""))
    return next((_OF_COUNTRY[each] for each in likeliest_first if each in _OF_COUNTRY), "UTC")


def fits(moments: Iterable[datetime | None], now: datetime) -> bool:
    """Whether times that were read in a zone may be right: none is after `now`, by the forum's own clock."""
    return all(moment is None or moment <= now + CLOCKS_DIFFER for moment in moments)


_MOST_THREADS = 2


@dataclass(frozen=True, slots=True)
class ZoneEvidence:
    """A thread's page, and when posts on it were written, by their ids; None stands for the first of all."""

    engine: Engine
    document: Document
    moments: Mapping[Id | None, datetime]

    def ahead(self, calendar: Calendar) -> timedelta | None:
        """By how much the page's dates are ahead of what they truly are, read by a calendar."""
        page = self.engine.read_thread(self.document, calendar).page
        if page is None:
            return None
        posts = page.posts[::-1] if page.newest_first else page.posts
        known = [(post, self.moments[post.id]) for post in posts if post.id in self.moments]
        if page.page == 1 and None in self.moments:
            known = [(posts[0], self.moments[None])]
        return common_difference(
            (post.posted_at, at) for post, at in known if post.posted_at and not post.uncertainty
        )

    def zone(self, candidates: Iterable[str], order: str = "auto") -> str:
        """The first of some zones by which the dates are right, else the offset that they have.

        Empty where the page tells nothing, as one whose dates are what a wrong zone of its own makes of them.
        """
        offset = self.offset(order)
        written = [offset_written(offset)] if offset is not None else []
        calendars = ((zone, Calendar(zone_named(zone), order)) for zone in (*candidates, *written))
        return next((zone for zone, calendar in calendars if self.ahead(calendar) == timedelta()), "")

    def offset(self, order: str = "auto") -> timedelta | None:
        """The offset from UTC of the page's dates, None where nothing tells it."""
        return self.ahead(Calendar(UTC, order))


def evidence_of(
    engine: Engine, base: str, index: IndexPage, get: Callable[[str], Fetched]
) -> ZoneEvidence | None:
    """What tells the zone of a forum's dates: its own feed, or ids that are times; None if nothing does.

    It takes three requests at most.
    """
    for url, moments in islice(_exact_moments(engine, base, index, get), _MOST_THREADS):
        document = get(url).document
        if document is not None:
            evidence = ZoneEvidence(engine, document, moments)
            if evidence.offset() is not None:
                return evidence
    return None


def _exact_moments(
    engine: Engine, base: str, index: IndexPage, get: Callable[[str], Fetched]
) -> Iterator[tuple[str, Mapping[Id | None, datetime]]]:
    """The pages of threads, the newest first, with the moments that are known of posts on them."""
    if engine.traits("").moves_change_ids:
        threads = {row.last_post.thread_id for row in index.boards if row.last_post and not row.locked}
        for thread in sorted((each for each in threads if isinstance(each, int)), reverse=True):
            yield engine.thread_url(base, thread), {None: datetime.fromtimestamp(thread, UTC)}
    if not engine.templates.feed:
        return
    fetched = get(urljoin(base, engine.templates.feed))
    if fetched.answer is Answer.OK and fetched.document is not None:
        entries = sorted(feed_moments(fetched.document, engine.address), key=lambda each: each.at)
        newest = {each.thread_id: each for each in entries}
        for one in sorted(newest.values(), key=lambda each: each.at, reverse=True):
            moments = {each.post_id: each.at for each in entries if each.thread_id == one.thread_id}
            yield engine.post_link(base, one.thread_id, one.post_id), moments
