"""What a discovery comes to in a configuration. Pure."""

from collections.abc import Collection

from feedforum.config.proposing import Proposal, ProposedBoard, suggested_key
from feedforum.discover.found import Access, Discovery, FoundBoard

_WHY_NOT = {
    Access.LOGIN: "for members: give username and password_env, and put its number in the list",
    Access.PASSWORD: "has a password of its own: put a table with id and password_env in the list",
    Access.REFUSED: "does not let us in",
}


def proposal_of(found: Discovery, taken: Collection[str] = ()) -> Proposal:
    """The forum that was found, with all boards that let a guest in; `taken` are keys of other forums."""
    return Proposal(
        key=suggested_key(found.url, taken),
        url=found.url,
        timezone=found.zone,
        boards=tuple(_board(board) for board in found.boards if not board.category),
        remarks=tuple(_remarks(found)),
    )


def _board(board: FoundBoard) -> ProposedBoard:
    return ProposedBoard(board.id, board.title, _WHY_NOT.get(board.access, ""))


def _remarks(found: Discovery) -> list[str]:
    named = f"“{found.title}”, {found.software}" if found.title else found.software
    if found.zone_fits:
        return [named]
    return [named, "The dates on its index do not fit this timezone: see what the forum's pages say."]
