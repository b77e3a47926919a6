"""Who is asking: guests get no cookie, members one that says who they are and until when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from urllib.parse import quote, unquote

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.listing import path_to
from tests.sample_forum.model import Board, Member
from tests.sample_forum.wire import Request

_VISIT = timedelta(minutes=30)
_STAY = timedelta(days=14)


def digest(secret: str) -> str:
    """What stands in cookies and forms for a secret."""
    return sha1(secret.encode()).hexdigest()


@dataclass(eq=False, slots=True)
class Visitor:
    """Who asks for a page; `token` is what this visitor's forms carry."""

    member: Member | None
    token: str
    set_cookies: list[str] = field(default_factory=list)

    def may_read(self, forum: SampleForum, board: Board) -> bool:
        """Whether the visitor may know of the board at all."""
        return self.member is not None or not any(step.members_only for step in path_to(forum, board))


class Sessions:
    """The cookies of a forum; nothing is kept on the forum's side."""

    def __init__(self, forum: SampleForum, cookie: str) -> None:
        self._forum = forum
        self._cookie = cookie
        self._season = 0

    def visitor(self, request: Request) -> Visitor:
        """Whose request this is, whose cookie is given for another while."""
        member, since, length = self._member(request)
        token = digest(f"token {request.client} {member.id if member else 1} {self._season}")
        visitor = Visitor(member, token)
        if member:
            visitor.set_cookies.append(self._value(member, since, length))
        elif self._forum.skin.name == "punbb-1.4" and "PHPSESSID" not in request.cookies:
            visitor.set_cookies.append(f"PHPSESSID={digest(request.client)[:26]}; path=/")
        return visitor

    def log_in(self, visitor: Visitor, name: str, password: str, *, stay: bool) -> bool:
        """Makes the visitor a member; False for a wrong password."""
        member = self._forum.member_named(name)
        if member is None or not member.password or member.password != password:
            return False
        visitor.member = member
        visitor.set_cookies.append(self._value(member, self._forum.now, _STAY if stay else _VISIT))
        return True

    def log_out(self, visitor: Visitor) -> None:
        """Makes the visitor a guest again."""
        visitor.member = None
        visitor.set_cookies[:] = [f"{self._cookie}=0; path=/; Max-Age=0"]

    def end_all(self) -> None:
        """Nothing: all that tells who is logged in is in the cookies."""

    def log_all_out(self) -> None:
        """Every cookie is good no more, as when the owner changes the seed of them."""
        self._season += 1

    def _member(self, request: Request) -> tuple[Member | None, datetime, timedelta]:
        now = self._forum.now
        parts = unquote(request.cookies.get(self._cookie, "")).split("|")
        if len(parts) != 5 or not all(part.isdecimal() for part in parts[:4]) or self._forum.drop_cookies:
            return None, now, _VISIT
        member = self._forum.members.get(int(parts[0]))
        since, end = (datetime.fromtimestamp(int(part), UTC) for part in parts[1:3])
        length = timedelta(seconds=int(parts[3]))
        stay = self._forum.members_stay
        if member is None or parts[4] != self._secret(member) or end <= now or (stay and now - since >= stay):
            return None, now, _VISIT
        return member, since, length

    def _value(self, member: Member, since: datetime, length: timedelta) -> str:
        end, seconds = self._forum.now + length, int(length.total_seconds())
        value = (
            f"{member.id}|{int(since.timestamp())}|{int(end.timestamp())}|{seconds}|{self._secret(member)}"
        )
        age = f"; Max-Age={seconds}" if length == _STAY else ""
        return f"{self._cookie}={quote(value, safe='')}; path=/; HttpOnly{age}"

    def _secret(self, member: Member) -> str:
        return digest(f"{member.id} {member.password} {self._season}")
