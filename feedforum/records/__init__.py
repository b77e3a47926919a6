"""What crosses from one part to another: frozen records, in the words of `docs/architecture.md`.

Every datetime in a record is aware and in UTC. Every text is clean (see `text.characters`)
unless the field's name ends in `html`, which holds markup exactly as the forum sent it.
"""

from feedforum.records.cookies import Cookie
from feedforum.records.discovery import Access, Discovery, FoundBoard, Preview
from feedforum.records.exported import Exported
from feedforum.records.forum_status import (
    NO_COUNTS,
    BoardStatus,
    ForumStatus,
    PollCounts,
    PollRequestOutcome,
    Trouble,
)
from feedforum.records.ids import Id, as_id
from feedforum.records.parsed import (
    Answer,
    Attachment,
    Author,
    BoardPage,
    BoardRef,
    BoardRow,
    Document,
    Edit,
    Fetched,
    IndexPage,
    LastPost,
    Post,
    Reading,
    Survey,
    SurveyChoice,
    ThreadPage,
    ThreadRow,
)
from feedforum.records.poll_state import (
    REFUSED_PAUSE,
    Backfill,
    BoardState,
    Gap,
    PageContext,
    PostState,
    PostText,
    RequestBudget,
    ThreadState,
    Watch,
)
from feedforum.records.retention import Kept, Retention
from feedforum.records.search import Phrase, Query, Scope, Wanted
from feedforum.records.stored import (
    GonePost,
    Place,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoredTrouble,
)
from feedforum.records.traits import Paging, PastTheEnd, ThreadOrder, Traits

__all__ = [
    "NO_COUNTS",
    "REFUSED_PAUSE",
    "Access",
    "Answer",
    "Attachment",
    "Author",
    "Backfill",
    "BoardPage",
    "BoardRef",
    "BoardRow",
    "BoardState",
    "BoardStatus",
    "Cookie",
    "Discovery",
    "Document",
    "Edit",
    "Exported",
    "Fetched",
    "ForumStatus",
    "FoundBoard",
    "Gap",
    "GonePost",
    "Id",
    "IndexPage",
    "Kept",
    "LastPost",
    "PageContext",
    "Paging",
    "PastTheEnd",
    "Phrase",
    "Place",
    "PollCounts",
    "PollRequestOutcome",
    "Post",
    "PostState",
    "PostText",
    "Preview",
    "Query",
    "Reading",
    "RequestBudget",
    "Retention",
    "Scope",
    "StoredBoard",
    "StoredForum",
    "StoredPost",
    "StoredThread",
    "StoredTrouble",
    "Survey",
    "SurveyChoice",
    "ThreadOrder",
    "ThreadPage",
    "ThreadRow",
    "ThreadState",
    "Traits",
    "Trouble",
    "Wanted",
    "Watch",
    "as_id",
]
