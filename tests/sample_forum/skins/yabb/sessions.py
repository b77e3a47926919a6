"""Who is asking: cookies that say who a member is, and forms that only who got them may send."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha1

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.listing import path_to
from tests.sample_forum.model import Board, Member
from tests.sample_forum.wire import Request

NUMBER = "54975"
"""What the names of a forum's cookies end in."""


@dataclass(eq=False, slots=True)
class Visitor:
    """Who asks for a page; `token` is what this visitor's forms carry, `opened` the boards unlocked."""

    member: Member | None
    token: str
    opened: set[int]
    set_cookies: list[str] = field(default_factory=list)

    def may_enter(self, forum: SampleForum, board: Board) -> bool:
        """Whether members' boards do not keep the visitor out, anywhere on the way."""
        return self.member is not None or not any(step.members_only for step in path_to(forum, board))

    def locked_by(self, forum: SampleForum, board: Board) -> Board | None:
        """The first board on the way whose password this visitor did not give."""
        locked = (step for step in path_to(forum, board) if step.password)
        return next((step for step in locked if step.id not in self.opened), None)


class Sessions:
    """The cookies of a forum; nothing of them is stored."""

    def __init__(self, forum: SampleForum) -> None:
        self._forum = forum
        self._season = 0

    def visitor(self, request: Request) -> Visitor:
        """Whose request this is. A guest is sent three cookies that are no more."""
        cookies = {} if self._forum.drop_cookies else request.cookies
        member = self._member(cookies)
        opened = {
            board.id
            for board in self._forum.boards.values()
            if board.password and cookies.get(self._of_board(board, member)) == self._digest(board.password)
        }
        visitor = Visitor(member, self._digest(member.name if member else "Guest"), opened)
        if member is None:
            visitor.set_cookies += [
                f"Y2{name}-{NUMBER}=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT"
                for name in ("User", "Pass", "Sess")
            ]
        return visitor

    def log_in(self, visitor: Visitor, name: str, password: str) -> bool:
        """Makes the visitor a member; False for a wrong password."""
        member = self._forum.member_named(name)
        if member is None or not member.password or member.password != password:
            return False
        visitor.member = member
        since = int(self._forum.now.timestamp())
        values = {"User": str(member.id), "Pass": self._digest(password), "Sess": str(since)}
        visitor.set_cookies[:] = [f"Y2{key}-{NUMBER}={value}; path=/" for key, value in values.items()]
        return True

    def open(self, visitor: Visitor, board: Board, password: str) -> bool:
        """Lets the visitor into a board; False for a wrong password."""
        if password != board.password:
            return False
        name, value = self._of_board(board, visitor.member), self._digest(password)
        visitor.set_cookies.append(f"{name}={value}; path=/")
        return True

    def end_all(self) -> None:
        """Nothing ends: cookies alone say who is who."""

    def log_all_out(self) -> None:
        """No cookie is good any more."""
        self._season += 1

    def _member(self, cookies: dict[str, str]) -> Member | None:
        number, since = cookies.get(f"Y2User-{NUMBER}", ""), cookies.get(f"Y2Sess-{NUMBER}", "")
        member = self._forum.members.get(int(number)) if number.isdecimal() else None
        if member is None or cookies.get(f"Y2Pass-{NUMBER}") != self._digest(member.password):
            return None
        stay, begun = self._forum.members_stay, datetime.fromtimestamp(int(since or 0), UTC)
        return member if stay is None or self._forum.now - begun < stay else None

    def _of_board(self, board: Board, member: Member | None) -> str:
        return f"Y2Pass-{NUMBER}{board.id}{member.id if member else ''}"

    def _digest(self, secret: str) -> str:
        return sha1(f"{secret} {self._season} {self._forum.title}".encode()).hexdigest().upper()
