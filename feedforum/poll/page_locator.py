"""Where the pages of boards and threads are: by number, by row offset, or where other pages link to."""

from feedforum.engines.base import PageAt, PageKind
from feedforum.records import BoardPage, Id, Paging, ThreadPage, Traits

Target = tuple[PageKind, Id]
"""A board or a thread, which has pages."""


class PageLocator:
    """Finds pages by what others tell that were read in the same poll. `traits` are the forum's own."""

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self._sizes: dict[Target, int] = {}
        self._usual_sizes: dict[PageKind, int] = {}
        self._links: dict[Target, dict[int, str]] = {}
        self._tried: set[tuple[Target, PageAt]] = set()

    def locate(self, target: Target, page: int, size: int | None = None) -> PageAt | None:
        """Where a page is, or, as long as nothing tells that, the nearest page that tells more.

        `size` is how many rows a page is known to have. None if all that could tell was tried already.
        """
        size = self._sizes.get(target) or size or self._usual_sizes.get(target[0])
        at = PageAt(page, size)
        if page > 1 and self.traits.paging is Paging.OFFSET and not size:
            at = PageAt()
        elif page > 1 and self.traits.paging is Paging.LINKS:
            links = self._links.get(target, {})
            number = max((known for known in links if known <= page), default=1)
            at = PageAt(number, size, links.get(number, ""))
        if at.number != page and (target, at) in self._tried:
            return None
        self._tried.add((target, at))
        return at

    def learn(self, target: Target, page: BoardPage | ThreadPage) -> None:
        """Take what a page tells of the other ones."""
        if page.page_size:
            self._sizes[target] = self._usual_sizes[target[0]] = page.page_size
        self._links.setdefault(target, {}).update(page.page_links)

    def is_past_the_end(self, page: BoardPage | ThreadPage, at: PageAt) -> bool:
        """Whether the forum showed another page once more in place of one beyond the last."""
        return at.number > page.pages and (page.page < at.number or self.traits.repeats_pages)
