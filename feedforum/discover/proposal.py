"""Makes a proposal for the configuration of what was discovered. Pure."""

from collections.abc import Collection

from feedforum.config.editing import Proposal, ProposedBoard, suggested_key
from feedforum.records import Access, Discovery, Id

_WHY_NOT = {
    Access.LOGIN: "for members: give username and password_env, and put its id in the list",
    Access.PASSWORD: "has a password of its own: put a table with id and password_env in the list",
    Access.REFUSED: "guests may not read it",
}


def proposal_of(
    found: Discovery, taken: Collection[str] = (), wanted: Collection[Id] | None = None
) -> Proposal:
    """The forum that was found, with all boards that guests may read, or those of them that are `wanted`.

    `taken` are keys of other forums. Boards that guests may not read are named in comments.
    """
    boards = tuple(
        ProposedBoard(board.id, board.title, _WHY_NOT.get(board.access, ""))
        for board in found.boards
        if not board.category and (wanted is None or board.id in wanted or not board.may_be_followed)
    )
    remarks = [f"“{found.title}”, {found.software}" if found.title else found.software]
    if not found.zone_fits:
        remarks.append("The dates on its index do not fit this timezone; find the right one on its pages.")
    return Proposal(suggested_key(found.url, taken), found.url, found.zone, boards, tuple(remarks))
