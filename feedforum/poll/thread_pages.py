"""Which pages of threads a poll was shown, whatever it asked for, and where the threads end."""

from dataclasses import dataclass, field, replace

from feedforum.diff.page_identity import first_false_page, number_of
from feedforum.diff.thread_diff import SeenInPoll
from feedforum.diff.thread_order import DEFAULT_POSTS_PER_PAGE, pages_of
from feedforum.records import ThreadPage, ThreadState

SINGLE_STEPS_BACK = 3
"""How many pages past a thread's end are stepped back one by one, before its pager is not believed."""


@dataclass(slots=True)
class ThreadPages:
    """The pages of a thread that one poll was shown, by number, and what the thread was `before` each.

    `last_page` is known once a page past the thread's last one was asked for; `seen` is what they showed.
    """

    pages: dict[int, ThreadPage] = field(default_factory=dict)
    before: dict[int, ThreadState] = field(default_factory=dict)
    last_page: int | None = None
    times_past_the_end: int = 0
    seen: SeenInPoll = field(default_factory=SeenInPoll)

    def past_the_end(self, page: ThreadPage) -> int:
        """How many pages a thread has of which `page` shows no post: its pager counts what is not there.

        Old boards count a page too many. Where it is a million too many, ever longer steps back end it.
        """
        self.times_past_the_end += 1
        back = 2 ** max(0, self.times_past_the_end - SINGLE_STEPS_BACK)
        self.last_page = max(1, min(page.pages, page.page - back))
        return self.last_page

    def as_shown(
        self, thread: ThreadState, page: ThreadPage, requested: int, *, newest_first: bool | None
    ) -> tuple[ThreadState, ThreadPage]:
        """The page under its own number: past the end, some software shows another page once more.

        If that turns out only now of a page that was read before, the thread is as it was before that page.
        `newest_first` is the order of posts, None where moments do not tell it.
        """
        if page.printed:
            return thread, page
        number = number_of(page, requested, self.pages)
        page = replace(page, page=number)
        if number < requested:
            self.ends_before(requested)
        false = first_false_page(page, self.pages, newest_first=newest_first)
        if false is not None:
            self.ends_before(false)
            before = self.before[false]
            thread = replace(
                thread,
                tail_signature=before.tail_signature,
                read_signature=before.read_signature,
                news_since=before.news_since,
                settled_total=before.settled_total,
                never_read=before.never_read,
            )
        self.pages[number] = page
        self.before.setdefault(number, thread)
        return thread, page

    def ends_before(self, number: int) -> None:
        """Note that the thread has no page of this number."""
        self.last_page = max(1, min(number - 1, self.last_page or number))

    def with_pages(
        self, page: ThreadPage, thread: ThreadState, posts_per_page: int | None, *, length_known: bool
    ) -> ThreadPage:
        """The page with the number of pages that its thread has.

        A pager may count lost posts, and a print view has no pager: where it is not known how long a thread
        is, a full page of its print view may not be the last. A page that is not full, where the thread is
        expected to end, is the last whatever its pager says.
        """
        pages = page.pages
        if page.printed:
            full = len(page.posts) >= (posts_per_page or DEFAULT_POSTS_PER_PAGE)
            pages = max(thread.pages, page.page + (full and not length_known))
        elif posts_per_page and thread.total and len(page.posts) < posts_per_page:
            pages = page.page if page.page == pages_of(thread.total, posts_per_page) else pages
        last = self.last_page
        return replace(page, pages=min(pages, max(last or pages, page.page)))
