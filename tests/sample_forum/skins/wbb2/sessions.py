"""Who is asking: sessions, their ids in links and cookies, and members who logged in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.listing import path_to
from tests.sample_forum.model import Board, Member
from tests.sample_forum.wire import Request

_LIFETIME = timedelta(minutes=30)
_YEAR = timedelta(days=365)


def digest(secret: str) -> str:
    """What stands in a cookie for a password."""
    return md5(secret.encode("utf-8")).hexdigest()


@dataclass(eq=False, slots=True)
class Session:
    """A session, tied to the address and the first 100 characters of the User-Agent."""

    hash: str
    owner: tuple[str, str]
    seen: datetime
    member_id: int | None = None
    logged_in_at: datetime | None = None
    style: str | None = None


@dataclass(eq=False, slots=True)
class Visitor:
    """Who asks for a page: `sid` is what its links carry, empty for one that sends cookies back."""

    session: Session
    sid: str
    member: Member | None
    board_passwords: dict[int, str]
    set_cookies: list[str] = field(default_factory=list)

    def knows_password(self, board: Board) -> bool:
        """Whether a board's password stands in this visitor's cookies."""
        return not board.password or self.board_passwords.get(board.id) == digest(board.password)

    def may_enter(self, forum: SampleForum, board: Board) -> bool:
        """Whether members-only boards do not keep the visitor out, anywhere on the way."""
        return self.member is not None or not any(step.members_only for step in path_to(forum, board))

    def locked_by(self, forum: SampleForum, board: Board) -> Board | None:
        """The first board on the way whose password is missing."""
        return next((step for step in path_to(forum, board) if not self.knows_password(step)), None)

    def may_read(self, forum: SampleForum, board: Board) -> bool:
        """Whether the board's threads are open to the visitor."""
        return self.may_enter(forum, board) and self.locked_by(forum, board) is None


class Sessions:
    """The sessions of a forum."""

    def __init__(self, forum: SampleForum) -> None:
        self._forum = forum
        self._sessions: dict[str, Session] = {}
        self._started = 0
        self._season = 0

    def visitor(self, request: Request) -> Visitor:
        """Whose request this is; starts a session where it belongs to none that lasts."""
        cookies = {} if self._forum.drop_cookies else request.cookies
        in_url = "" if self._forum.drop_cookies else request.params.get("sid", "")
        known = self._known(cookies.get("wbb2_cookiehash") or in_url, request)
        session = known or self._start(request)
        session.seen = self._forum.now
        with_cookie = "wbb2_cookiehash" in cookies
        visitor = Visitor(session, "" if with_cookie else session.hash, None, _board_passwords(cookies))
        visitor.member = self._member(session, cookies)
        if known is None:
            visitor.set_cookies.append(f"wbb2_cookiehash={session.hash}; path=/; HttpOnly")
            visitor.set_cookies.append(self._yearly("wbb2_lastvisit", str(int(self._forum.now.timestamp()))))
        return visitor

    def log_in(self, visitor: Visitor, name: str, password: str) -> bool:
        """Makes the visitor a member, ending that member's other sessions; False for a wrong password."""
        member = self._forum.member_named(name)
        if member is None or not member.password or member.password != password:
            return False
        for other in self._sessions.values():
            if other.member_id == member.id:
                other.member_id = None
        visitor.session.member_id, visitor.member = member.id, member
        visitor.session.logged_in_at = self._forum.now
        visitor.set_cookies.append(self._yearly("wbb2_userid", str(member.id)))
        visitor.set_cookies.append(self._yearly("wbb2_userpassword", self._secret(member)))
        return True

    def log_out(self, visitor: Visitor) -> None:
        """Makes the visitor a guest again."""
        visitor.session.member_id, visitor.member = None, None
        visitor.set_cookies += ["wbb2_userid=0; path=/; Max-Age=0", "wbb2_userpassword=0; path=/; Max-Age=0"]

    def remember_password(self, visitor: Visitor, board: Board) -> None:
        """Keeps a board's password in a cookie for a year."""
        visitor.board_passwords[board.id] = digest(board.password)
        value = "|".join(f"{board_id}:{secret}" for board_id, secret in visitor.board_passwords.items())
        visitor.set_cookies.append(self._yearly("wbb2_boardpasswords", value))

    def end_all(self) -> None:
        """Every session ends, as after a restart of the board."""
        self._sessions.clear()

    def log_all_out(self) -> None:
        """Every session ends, and the cookies of who wanted to stay logged in are good no more."""
        self._season += 1
        self.end_all()

    def _known(self, hash_: str, request: Request) -> Session | None:
        session = self._sessions.get(hash_)
        if session is None or session.owner != _owner(request):
            return None
        return session if self._forum.now - session.seen < _LIFETIME else None

    def _start(self, request: Request) -> Session:
        self._started += 1
        session = Session(digest(f"session {self._started}"), _owner(request), self._forum.now)
        self._sessions[session.hash] = session
        return session

    def _member(self, session: Session, cookies: dict[str, str]) -> Member | None:
        stay = self._forum.members_stay
        if stay is not None:
            since = session.logged_in_at
            here = since is not None and self._forum.now - since < stay
            return self._forum.members.get(session.member_id or 0) if here else None
        if session.member_id is not None:
            return self._forum.members.get(session.member_id)
        user_id = cookies.get("wbb2_userid", "")
        member = self._forum.members.get(int(user_id)) if user_id.isdecimal() else None
        if member and member.password and cookies.get("wbb2_userpassword") == self._secret(member):
            return member
        return None

    def _secret(self, member: Member) -> str:
        return digest(member.password + "'" * self._season)

    def _yearly(self, name: str, value: str) -> str:
        return f"{name}={value}; path=/; Max-Age={int(_YEAR.total_seconds())}"


def _owner(request: Request) -> tuple[str, str]:
    return request.client, request.header("User-Agent")[:100]


def _board_passwords(cookies: dict[str, str]) -> dict[int, str]:
    pairs = (part.partition(":") for part in cookies.get("wbb2_boardpasswords", "").strip('"').split("|"))
    return {int(board_id): secret for board_id, _, secret in pairs if board_id.isdecimal()}
