"""What crosses from one part to another: frozen records, in the words of `docs/architecture.md`.

Every datetime in a record is aware and in UTC. Every text is clean (see `content.characters`)
unless the field's name ends in `html`, which holds markup exactly as the forum sent it.
"""

from feedforum.records.cookies import Cookie
from feedforum.records.discovered import Access, Discovery, FoundBoard, Preview
from feedforum.records.exported import Exported
from feedforum.records.keeping import Kept, Retention
from feedforum.records.known import (
    REFUSED_PAUSE,
    Backfill,
    BoardState,
    Gap,
    Lately,
    PostState,
    PostText,
    Surroundings,
    ThreadState,
    Watch,
)
from feedforum.records.pages import (
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
from feedforum.records.search import Phrase, Query, Scope, Wanted
from feedforum.records.standing import NOTHING_CAME, BoardStanding, Came, ForumStanding, Trouble, Wished
from feedforum.records.stored import (
    GonePost,
    Place,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoredTrouble,
)

__all__ = [
    "NOTHING_CAME",
    "REFUSED_PAUSE",
    "Access",
    "Answer",
    "Attachment",
    "Author",
    "Backfill",
    "BoardPage",
    "BoardRef",
    "BoardRow",
    "BoardStanding",
    "BoardState",
    "Came",
    "Cookie",
    "Discovery",
    "Document",
    "Edit",
    "Exported",
    "Fetched",
    "ForumStanding",
    "FoundBoard",
    "Gap",
    "GonePost",
    "IndexPage",
    "Kept",
    "LastPost",
    "Lately",
    "Phrase",
    "Place",
    "Post",
    "PostState",
    "PostText",
    "Preview",
    "Query",
    "Reading",
    "Retention",
    "Scope",
    "StoredBoard",
    "StoredForum",
    "StoredPost",
    "StoredThread",
    "StoredTrouble",
    "Surroundings",
    "Survey",
    "SurveyChoice",
    "ThreadPage",
    "ThreadRow",
    "ThreadState",
    "Trouble",
    "Wanted",
    "Watch",
    "Wished",
]
