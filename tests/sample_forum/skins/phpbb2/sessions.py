"""Who is asking: sessions by cookie or in links, and keys of those who stay logged in, each good once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5
from urllib.parse import quote

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.listing import path_to
from tests.sample_forum.model import Board, Member
from tests.sample_forum.wire import Request

_LIFETIME = timedelta(hours=1)


@dataclass(eq=False, slots=True)
class Session:
    """A session of one address and program; `opened` are the boards whose password was given in it."""

    id: str
    owner: tuple[str, str]
    seen: datetime
    member_id: int | None = None
    logged_in_at: datetime | None = None
    opened: set[int] = field(default_factory=set)


@dataclass(eq=False, slots=True)
class Visitor:
    """Who asks for a page: `sid` is what its links carry, empty for one that sends cookies back."""

    session: Session
    sid: str
    member: Member | None
    set_cookies: list[str] = field(default_factory=list)

    def may_enter(self, forum: SampleForum, board: Board) -> bool:
        """Whether members' boards do not keep the visitor out, anywhere on the way."""
        return self.member is not None or not any(step.members_only for step in path_to(forum, board))

    def locked_by(self, forum: SampleForum, board: Board) -> Board | None:
        """The first board on the way whose password this session was not given."""
        locked = (step for step in path_to(forum, board) if step.password)
        return next((step for step in locked if step.id not in self.session.opened), None)


class Sessions:
    """The sessions of a forum, whose cookies begin with `prefix`."""

    def __init__(self, forum: SampleForum, prefix: str) -> None:
        self._forum = forum
        self._prefix = prefix
        self._sessions: dict[str, Session] = {}
        self._keys: dict[str, int] = {}
        self._made = 0

    def visitor(self, request: Request) -> Visitor:
        """Whose request this is; starts a session where it belongs to none that lasts."""
        drop, now = self._forum.drop_cookies, self._forum.now
        cookies = {} if drop else request.cookies
        sid = cookies.get(f"{self._prefix}_sid") or ("" if drop else request.params.get("sid", ""))
        session, new = self._sessions.get(sid), False
        owner = request.client, request.header("User-Agent")[:149]
        if session is None or session.owner != owner or now - session.seen >= _LIFETIME:
            session, new = Session(self._secret("session"), owner, now), True
            self._sessions[session.id] = session
        session.seen = now
        visitor = Visitor(session, "" if f"{self._prefix}_sid" in cookies else session.id, None)
        if new:
            self._welcome(visitor, cookies.get(f"{self._prefix}_key", ""))
        stay = self._forum.members_stay
        if stay is not None and (session.logged_in_at is None or now - session.logged_in_at >= stay):
            session.member_id = None
        visitor.member = self._forum.members.get(session.member_id or 0)
        return visitor

    def log_in(self, visitor: Visitor, name: str, password: str, *, stay: bool) -> bool:
        """Makes the visitor a member, in a session with another id; False for a wrong password."""
        member = self._forum.member_named(name)
        if member is None or not member.password or member.password != password:
            return False
        session = visitor.session
        del self._sessions[session.id]
        session.id = self._secret("session")
        self._sessions[session.id] = session
        session.member_id, session.logged_in_at, visitor.member = member.id, self._forum.now, member
        self._give_cookies(visitor, self._new_key(member.id) if stay else "")
        return True

    def log_out(self, visitor: Visitor) -> None:
        """Makes the visitor a guest again."""
        visitor.session.member_id = visitor.member = None
        self._give_cookies(visitor, "")

    def end_all(self) -> None:
        """Every session ends; who has a key begins another as the same member."""
        self._sessions.clear()

    def log_all_out(self) -> None:
        """Every session ends, and no key is good any more."""
        self._keys.clear()
        self.end_all()

    def _welcome(self, visitor: Visitor, key: str) -> None:
        """A new session: a key makes it a member's, and is replaced by another one."""
        member_id = self._keys.pop(key, None)
        visitor.session.member_id = member_id
        self._give_cookies(visitor, self._new_key(member_id) if member_id else "")

    def _new_key(self, member_id: int) -> str:
        key = self._secret("key")
        self._keys[key] = member_id
        return key

    def _give_cookies(self, visitor: Visitor, key: str) -> None:
        data = quote(f'a:1:{{s:6:"userid";i:{visitor.session.member_id or -1};}}', safe="")
        for name, value in (("data", data), ("sid", visitor.session.id), ("key", key)):
            age = "" if name == "sid" else "; Max-Age=31536000"
            visitor.set_cookies.append(f"{self._prefix}_{name}={value}; path=/{age}")

    def _secret(self, what: str) -> str:
        self._made += 1
        return md5(f"{what} {self._made} {self._forum.title}".encode()).hexdigest()
