"""Makes a proposal for the configuration of what was discovered. Pure."""

from collections.abc import Collection, Iterator

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
    return Proposal(
        key=suggested_key(found.url, taken),
        url=found.url,
        timezone=found.zone,
        boards=tuple(_boards(found, wanted)),
        remarks=tuple(_remarks(found)),
    )


def _boards(found: Discovery, wanted: Collection[Id] | None) -> Iterator[ProposedBoard]:
    for board in found.boards:
        if not board.category and (wanted is None or board.id in wanted or not board.may_be_followed):
            yield ProposedBoard(board.id, board.title, _WHY_NOT.get(board.access, ""))


def _remarks(found: Discovery) -> list[str]:
    named = f"“{found.title}”, {found.software}" if found.title else found.software
    if found.zone_fits:
        return [named]
    return [
        named,
        "The dates on its index do not fit this timezone; find the right one on its pages.",
    ]
