"""`feedforum discover`: the forum at an address, its boards, and a configuration for it."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import tzinfo

from feedforum.cli.output import count, profile_lines, progress
from feedforum.cli.startup import config_path, host_rate_limiter, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings
from feedforum.config.editing import add_forum, as_toml, configured_at
from feedforum.dates import zone_named
from feedforum.discover import discover
from feedforum.discover.forum_finder import fetch_options_for
from feedforum.engines import ENGINES
from feedforum.fetch import ForumClient, InMemoryRobots
from feedforum.records import Access, Answer, Discovery, FoundBoard
from feedforum.text.characters import clean_line
from feedforum.translations import DEFAULT

_LANGUAGES = {"de": "German", "en": "English"}
_ACCESS = {
    Access.LOGIN: "for members only: needs a login",
    Access.PASSWORD: "needs a password of its own",
    Access.REFUSED: "guests may not read it",
    Access.UNKNOWN: "not checked whether guests may read it",
}


def main(options: Namespace) -> int:
    """Print it, and with `--write` add it to the configuration; gives 1 if there is none that can be read."""
    path = config_path(options)
    # The file may not exist yet.
    settings = settings_of(options) if path.exists() else None
    clock = SystemClock()
    rate_limiter = host_rate_limiter(clock)
    public_url = settings.server.public_url if settings else ""
    with progress() as show:
        found = discover(
            options.url,
            lambda url: ForumClient(
                fetch_options_for(path, url, public_url), clock, rate_limiter, InMemoryRobots()
            ),
            lambda url: show("discover", f"fetching {url}"),
        )
    print(*lines_of(found, options.language), sep="\n")
    if found.answer is not Answer.OK:
        return 1
    forums = settings.forums if settings else ()
    known = configured_at(found.url, forums)
    if known is not None:
        # Twice in the file it would be polled twice; and boards that its owner deleted stay out.
        print(f"\n{path} has this forum already, as “{known.key}”. {_not_watched(found, known)}")
    elif options.write:
        key = add_forum(path, found, ENGINES).forums[-1].key
        print(f"\nAdded to {path} as “{key}”. Delete the boards that you do not want, then run:")
        print(f"feedforum --config {path} check --online")
    else:
        piece = as_toml(found, [forum.key for forum in forums])
        print(f"\nPut this into {path}, or let --write do it:\n\n{piece}", end="")
    return 0


def _not_watched(found: Discovery, known: ForumSettings) -> str:
    others = [board for board in found.boards if board.may_be_followed and known.board(board.id) is None]
    if not others:
        return "It watches all boards that guests may read."
    lines = "".join(f"\n    {board.id}, # {clean_line(board.title)}" for board in others)
    return f"These boards are not watched; add to its boards what you want:{lines}"


def lines_of(found: Discovery, language: str = DEFAULT) -> Iterator[str]:
    """The forum, for a person, then its boards as a tree; `language` is that of what was learned."""
    if found.answer is not Answer.OK:
        known = f" ({found.software})" if found.software else ""
        yield f"{found.url}{known}: {found.answer}: {found.detail}"
        return
    yield f"{found.url}  “{found.title}”"
    yield f"  software  {found.software} (engine {found.engine})"
    yield f"  language  {_LANGUAGES.get(found.language, found.language or 'unknown')}"
    yield f"  encoding  {found.encoding}"
    doubt = "" if found.zone_fits else "; but its newest post would be in the future then: set timezone"
    by = "the forum's own exact times" if found.zone_known else "language and country"
    yield f"  timezone  {found.zone}, by {by}{doubt}"
    yield from (f"  {line}" for line in profile_lines(found.fields, found.doubts, language))
    boards = [board for board in found.boards if not board.category]
    open_ones = sum(board.may_be_followed for board in boards)
    yield f"  boards    {len(boards)}, of which guests may read {open_ones}"
    zone = zone_named(found.zone)
    width = max((len(str(board.id)) for board in found.boards), default=0)
    for board in found.boards:
        yield f"  {board.id:>{width}}  {'  ' * board.depth}{_board(board, zone)}"


def _board(board: FoundBoard, zone: tzinfo) -> str:
    if board.category:
        return f"{board.title}:"
    parts = [
        count(number, what) for number, what in ((board.threads, "thread"), (board.posts, "post")) if number
    ]
    if board.last_post_at:
        parts.append(f"last {board.last_post_at.astimezone(zone):%Y-%m-%d}")
    if board.access is not Access.OPEN:
        parts.append(_ACCESS[board.access])
    return f"{board.title}  {', '.join(parts)}".rstrip()
