"""What a week must cost a forum at least, counted from what the forum holds and what it was asked.

The floor of a poll is one request for the index, one for each page of a board that has threads written
in since (one if the board changed in another way), and one for each page of a thread that has posts which
no page showed yet, each once. A login costs two, the form's answer and the page again, and the form itself
where pages for guests do not have it; robots.txt one. Where the
forum does not serve, the floor of a poll is the one request that finds out.
"""

from collections import Counter

from tests.sample_forum import PageKind, Request, Site, listing
from tests.sample_forum.wire import ROBOTS
from tests.week.initial_forum import ForumFixture


class Floor:
    """Counts while the forum is asked; `counts` is by kind of request."""

    def __init__(self, fixture: ForumFixture, site: Site) -> None:
        self.counts: Counter[str] = Counter()
        self.asked = 0
        self._fixture = fixture
        self._site = site
        self._unseen: set[int] = set()
        self._wanted: list[frozenset[int]] = []
        self._newest = 0
        self._boards: dict[int, tuple[int, int, int]] = {}
        self._last = PageKind.OTHER

    def begin(self) -> None:
        """Count from here on; what was written until now is not wanted."""
        self.counts.clear()
        self.asked = 0
        self._unseen.clear()
        self._wanted.clear()

    def look(self, request: Request) -> None:
        """See a request that comes in."""
        self.asked += 1
        if request.path == ROBOTS:
            self.counts["robots"] += 1
            return
        asked = self._site.software.asked(request)
        last, self._last = self._last, asked.kind
        forum = self._fixture.forum
        serving = not self._site.rules and not forum.closed_because and not forum.database_down
        if asked.kind is PageKind.LOGIN:
            self.counts["login"] += 2 if request.method == "POST" else 1
        elif asked.kind is PageKind.INDEX and last is not PageKind.LOGIN:
            self._poll_begins(serving=serving)
        elif asked.kind is PageKind.THREAD and serving:
            posts, _ = listing.thread_page(forum, forum.threads[asked.id], asked.page)
            shown = {post.id for post in posts}
            self._unseen -= shown

    def _poll_begins(self, *, serving: bool) -> None:
        self.counts["index"] += 1
        if not serving:
            return
        # What a poll did not come to, since the forum ended it, the next one has to ask for: once.
        self.counts["pages"] -= sum(posts <= self._unseen for posts in self._wanted)
        pages = self._unseen_pages()
        self._wanted = list(map(frozenset, pages.values()))
        self.counts["pages"] += len(pages)
        for board_id in self._fixture.watched:
            if self._changed(board_id):
                self.counts["listings"] += self._listing_pages(board_id, {thread for thread, _ in pages})

    def _changed(self, board_id: int) -> bool:
        found = listing.summary(self._fixture.forum, self._fixture.forum.boards[board_id])
        now = (found.posts, found.threads, found.last.id if found.last else 0)
        before, self._boards[board_id] = self._boards.get(board_id), now
        return now != before

    def _listing_pages(self, board_id: int, written_in: set[int]) -> int:
        """How many pages of a board's listing lead to all threads that were written in."""
        board = self._fixture.forum.boards[board_id]
        first = listing.board_page(self._fixture.forum, board, 1)
        wanted = {t for t in written_in if self._fixture.forum.threads[t].board_id == board_id}
        wanted -= {row.thread.id for row in first.rows}
        return 1 + (len(wanted) + first.size - 1) // first.size

    def _unseen_pages(self) -> dict[tuple[int, int], set[int]]:
        """The posts that no page showed yet, by thread and page."""
        forum = self._fixture.forum
        new = [post_id for post_id in forum.posts if post_id > self._newest]
        self._newest = max(new, default=self._newest)
        self._unseen |= set(new)
        pages: dict[tuple[int, int], set[int]] = {}
        for post_id in self._unseen:
            post = forum.posts[post_id]
            thread = forum.threads[post.thread_id]
            if thread.board_id in self._fixture.watched and post.visible and thread.visible:
                pages.setdefault((thread.id, listing.page_with(forum, post)), set()).add(post_id)
        return pages
