"""`feedforum discover`: what an address is, its boards, and a piece of configuration."""

from argparse import Namespace
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from feedforum.cli.fetch_setup import InMemoryRobots, host_rate_limiter, visiting
from feedforum.cli.formatting import count
from feedforum.cli.progress import progress
from feedforum.cli.startup import config_path, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings
from feedforum.config.editing import Proposal, add_forum, as_toml, configured_at
from feedforum.discover import discover, proposal_of
from feedforum.engines import ENGINES
from feedforum.fetch import ForumClient
from feedforum.records import Access, Answer, Discovery, FoundBoard
from feedforum.text.characters import clean_line

_LANGUAGES = {"de": "German", "en": "English"}
_ACCESS = {
    Access.LOGIN: "for members only: needs a login",
    Access.PASSWORD: "needs a password of its own",
    Access.REFUSED: "does not let us in",
    Access.UNKNOWN: "not asked whether it lets us in",
}


def main(options: Namespace) -> int:
    """Tell it, and add it to the configuration with `--write`, unless it is there: 1 if none can be read."""
    path = config_path(options)
    # One that is named may be still to be written.
    settings = settings_of(options) if path.exists() else None
    clock = SystemClock()
    turns = host_rate_limiter(clock)
    public_url = settings.server.public_url if settings else ""
    with progress() as seen:
        found = discover(
            options.url,
            lambda url: ForumClient(visiting(path, url, public_url), clock, turns, InMemoryRobots()),
            lambda url: seen("discover", f"asking {url}"),
        )
    print(*lines_of(found), sep="\n")
    if found.answer is not Answer.OK:
        return 1
    forums = settings.forums if settings else ()
    known = configured_at(found.url, forums)
    proposal = proposal_of(found, [forum.key for forum in forums])
    if known is not None:
        # Twice in the file it would be asked for twice; and what its owner struck out stays out.
        print(f"\n{path} has this forum already, as “{known.key}”. {_not_followed(proposal, known)}")
    elif options.write:
        key = add_forum(path, proposal, ENGINES).forums[-1].key
        print(f"\nAdded to {path} as “{key}”. Strike out the boards that you do not want, and see:")
        print(f"feedforum --config {path} check --online")
    else:
        print(f"\nPut this into {path}, or let --write do it:\n\n{as_toml(proposal)}", end="")
    return 0


def _not_followed(proposal: Proposal, known: ForumSettings) -> str:
    """Which boards a forum of the configuration leaves out, as its list would have them."""
    left = [board for board in proposal.boards if not board.why_not and known.board(board.id) is None]
    if not left:
        return "It follows all boards that can be followed."
    lines = "".join(f"\n    {board.id}, # {clean_line(board.title)}" for board in left)
    return f"What it does not follow, and you may add to its boards:{lines}"


def lines_of(found: Discovery) -> Iterator[str]:
    """What was found, for a person: the forum, then its boards as a tree."""
    if found.answer is not Answer.OK:
        known = f" ({found.software})" if found.software else ""
        yield f"{found.url}{known}: {found.answer}: {found.detail}"
        return
    yield f"{found.url}  “{found.title}”"
    yield f"  software  {found.software} (engine {found.engine})"
    yield f"  language  {_LANGUAGES.get(found.language, found.language or 'not told')}"
    yield f"  encoding  {found.encoding}"
    doubt = "" if found.zone_fits else "; but then its newest post would lie in the future: set timezone"
    yield f"  timezone  {found.zone}, by language and country{doubt}"
    boards = [board for board in found.boards if not board.category]
    open_ones = sum(board.may_be_followed for board in boards)
    yield f"  boards    {len(boards)}, of which {open_ones} can be followed"
    zone = ZoneInfo(found.zone)
    width = max((len(str(board.id)) for board in found.boards), default=0)
    for board in found.boards:
        yield f"  {board.id:>{width}}  {'  ' * board.depth}{_board(board, zone)}"


def _board(board: FoundBoard, zone: ZoneInfo) -> str:
    if board.category:
        return f"{board.title}:"
    told = [
        count(number, what) for number, what in ((board.threads, "thread"), (board.posts, "post")) if number
    ]
    if board.last_post_at:
        told.append(f"last {board.last_post_at.astimezone(zone):%Y-%m-%d}")
    if board.access is not Access.OPEN:
        told.append(_ACCESS[board.access])
    return f"{board.title}  {', '.join(told)}".rstrip()
