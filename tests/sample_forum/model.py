"""What a board holds: members, boards, threads, posts. All datetimes are aware."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(eq=False, slots=True)
class Member:
    """A registered user. `staff` shows in more markup around the name."""

    id: int
    name: str
    password: str
    signature: str
    joined: datetime
    staff: bool = False


@dataclass(eq=False, slots=True)
class Upload:
    """A file on a post; `size` in bytes."""

    id: int
    name: str
    size: int
    downloads: int = 0

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2].lower()

    @property
    def picture(self) -> bool:
        return self.extension in {"gif", "jpg", "jpeg", "png"}

    @property
    def large(self) -> bool:
        return self.size > 50_000


@dataclass(eq=False, slots=True)
class Question:
    """The survey of a thread: its question, and the votes of each answer."""

    text: str
    votes: dict[str, int]


@dataclass(eq=False, slots=True)
class Post:
    """A post. `author_id` is None for guests and deleted members; a `hidden` one awaits approval."""

    id: int
    thread_id: int
    author: str
    author_id: int | None
    title: str
    text: str
    posted_at: datetime
    icon: str = ""
    signature: bool = True
    html: bool = False
    uploads: list[Upload] = field(default_factory=list)
    edits: int = 0
    editor: str = ""
    edited_at: datetime | None = None
    deleted: bool = False
    hidden: bool = False

    @property
    def visible(self) -> bool:
        return not self.deleted and not self.hidden


@dataclass(eq=False, slots=True)
class Thread:
    """A thread; the posts are all that were ever written in it, in no certain order.

    `shown_id` is the id that pages give it now: `id`, unless the software gives another one at each move;
    `former_ids` are those before.
    """

    id: int
    board_id: int
    topic: str
    prefix: str = ""
    icon: str = ""
    important: bool = False
    announcement_on: tuple[int, ...] = ()
    closed: bool = False
    survey: Question | None = None
    views: int = 0
    deleted: bool = False
    posts: list[Post] = field(default_factory=list)
    shown_id: int = 0
    former_ids: list[int] = field(default_factory=list)

    @property
    def announcement(self) -> bool:
        return bool(self.announcement_on)

    def shown_posts(self) -> list[Post]:
        """The visible posts, oldest first."""
        if self.deleted:
            return []
        return sorted((p for p in self.posts if p.visible), key=lambda p: (p.posted_at, p.id))

    @property
    def visible(self) -> bool:
        return bool(self.shown_posts())


@dataclass(eq=False, slots=True)
class Trace:
    """The row that a moved thread leaves behind. It has an id of its own, and freezes what it shows.

    `shown_id` is the id that the thread had on pages before.
    """

    id: int
    board_id: int
    thread_id: int
    last_post: Post
    shown_id: int = 0


@dataclass(eq=False, slots=True)
class Board:
    """A board, a category, or a link elsewhere (`external`), with the settings of its own.

    A `hidden` board stands in no list, yet answers who knows its id. `daysprune` is the default
    number of days that a thread stays listed after its last post, 1000 meaning for ever. Where boards are
    named by words, `word` is its name, and its number without one.
    """

    id: int
    title: str
    parent: int | None = None
    description: str = ""
    category: bool = False
    posts_per_page: int = 20
    threads_per_page: int = 25
    newest_first: bool = False
    ratings: bool = True
    hidden: bool = False
    password: str = ""
    members_only: bool = False
    closed: bool = False
    external: str = ""
    sortfield: str = "lastposttime"
    sortorder: str = "DESC"
    daysprune: int = 1000
    word: str = ""


@dataclass(frozen=True, slots=True)
class VisiblePost:
    """What a test may expect a reader to find out about a post.

    `shown_at` is the moment that a page shows, to the minute or to the second, `posted_at` the exact one,
    both in UTC. `text` is the source as it was typed. `title` is the post's own: the topic for the first
    post; empty where posts have no titles.
    """

    post_id: int
    thread_id: int
    board_id: int
    author: str
    author_id: int | None
    title: str
    shown_at: datetime
    posted_at: datetime
    text: str
    topic: str
    prefix: str
