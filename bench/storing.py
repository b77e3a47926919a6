"""What a hundred times as many stored posts cost those who read and write a few of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from random import Random

from bench.feeds import ENTRIES, first_rendering
from bench.filled import COMMON, FEW, FORUMS, MANY, RARE, boards_of, filled, keys, large_forum, store_at
from bench.pairs import compared
from bench.row import Row
from feedforum.records import Phrase, PostScope, SearchQuery, StoreFilter
from feedforum.schedule import PollJobs, Stop
from feedforum.store import Store
from tests.poll.world import ForumClock, settings_for
from tests.sample_forum import Site, serve

_AGAINST = "the same with 10,000"
RENDER = Row("rendering a feed with 1,000,000 stored posts, CPU", _AGAINST, 1.3)
POLL = Row("a poll that finds nothing new with 1,000,000 stored posts, CPU", _AGAINST, 1.3)
NEWS = Row("a poll that finds a new post with 1,000,000 stored posts, CPU", _AGAINST, 1.3)
SEARCH = Row("a search that finds 40 of 1,000,000 stored posts, CPU", _AGAINST, 1.3)
COMMONLY = Row("a search that finds every tenth of 1,000,000 stored posts, CPU", _AGAINST, 1.3)
_EVERYWHERE = [PostScope(key) for key in keys(FORUMS)]
ROWS = (RENDER, POLL, NEWS, SEARCH, COMMONLY)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the thread that reads or polls. Each store has a forum of its own, both alike."""
    with serve(large_forum()) as first, serve(large_forum()) as second:
        sites = {MANY: first, FEW: second}
        stores = {posts: Store.at(store_at(filled(place, site, posts))) for posts, site in sites.items()}
        measures: list[tuple[Row, Callable[[Store, Site], Callable[[], object]], int]] = [
            (RENDER, lambda store, _: lambda: first_rendering(store), 41),
            (POLL, lambda store, site: _polling(store, site, news=False), 41),
            (NEWS, lambda store, site: _polling(store, site, news=True), 21),
            (SEARCH, lambda store, _: lambda: _search(store, RARE), 41),
            (COMMONLY, lambda store, _: lambda: _search(store, COMMON), 41),
        ]
        for row, of, times in measures:
            many, few = (of(stores[posts], sites[posts]) for posts in (MANY, FEW))
            result = compared(many, few, times=times)
            yield row.of(result.ratio, result.aside)
        for store in stores.values():
            store.close()


def _polling(store: Store, site: Site, *, news: bool) -> Callable[[], object]:
    """A whole visit, after a reply in a thread if that is to be `news`: each time in another."""
    clock, forum = ForumClock(site.forum), site.forum
    settings = settings_for(site.url, boards_of(forum), reread=False)
    (visitor,) = PollJobs(store, clock, Random(0), Stop()).of([settings])
    visitor.run()
    threads = cycle(forum.threads)

    def poll() -> None:
        if news:
            forum.advance(timedelta(minutes=1))
            forum.reply(next(threads), "Gast", "Noch etwas.")
        report, _ = visitor.run()
        if report.failed or report.requests != (3 if news else 1):
            raise ValueError(f"the poll asked for {report.requests} pages: {report}")

    return poll


def _search(store: Store, word: str) -> None:
    query = SearchQuery((Phrase((word,)),))
    if (
        len(store.read_repository.newest_posts(*_EVERYWHERE, wanted=StoreFilter(query), limit=ENTRIES))
        != ENTRIES
    ):
        raise ValueError(word)
