"""Ways to answer that a board has on a bad day: rules of a matcher and a behaviour.

A behaviour gets the request and the way to the usual answer, and gives another answer or bends
that one. A new kind of misfortune is one more function here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import WBB2
from tests.sample_forum.wire import ROBOTS, Answer, Answering, Behaviour, Matcher, Request


@dataclass(eq=False, slots=True)
class Rule:
    """A behaviour for the requests that match, `times` times or, if None, until it is removed."""

    matcher: Matcher
    behaviour: Behaviour
    times: int | None = 1


def anything(request: Request) -> bool:
    """Matches every page, but not robots.txt."""
    return request.path != ROBOTS


def script(name: str, **params: object) -> Matcher:
    """Matches requests for a script, such as `thread.php`, with these parameters among others."""
    wanted = {key: str(value) for key, value in params.items()}

    def matches(request: Request) -> bool:
        return request.script == name and wanted.items() <= request.params.items()

    return matches


def answer_with(status: int, body: bytes | str = b"", headers: Mapping[str, str] | None = None) -> Behaviour:
    """Another answer, without asking the forum."""
    data = body.encode("windows-1252") if isinstance(body, str) else body
    named = {"Content-Type": "text/html; charset=windows-1252", **(headers or {})}
    return lambda request, usual: Answer(status, tuple(named.items()), data)


def busy(status: int = 503, retry_after: str = "") -> Behaviour:
    """429 or 503, with `Retry-After` in seconds or as an HTTP date."""
    return answer_with(status, "<h1>Too busy</h1>", {"Retry-After": retry_after} if retry_after else None)


def blocked() -> Behaviour:
    """A wall in front of the forum: a page with status 200 that wants JavaScript."""
    return answer_with(
        200,
        "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies "
        "to continue</noscript><script>window._cf_chl_opt = {};</script></body></html>",
    )


def maintenance(forum: SampleForum, reason: str = "Umbau") -> Behaviour:
    """The forum is closed, for this request only."""
    return switched(forum, "closed_because", reason)


def switched(forum: SampleForum, switch: str, value: object = True) -> Behaviour:
    """One of the administrator's switches stands otherwise, for this request only."""

    def behave(request: Request, usual: Answering) -> Answer:
        with forum.lock:
            before = getattr(forum, switch)
            setattr(forum, switch, value)
            try:
                return usual(request)
            finally:
                setattr(forum, switch, before)

    return behave


def redirected_within(path: str) -> Behaviour:
    """The answer to a request for another page, in the place of this one."""
    return lambda request, usual: usual(replace(request, target=f"/{path}"))


def database_down(skin: Skin = WBB2) -> Behaviour:
    """What the software says without its database."""
    return answer_with(*skin.database_error)


def cut(after: int, *, declared: bool = True) -> Behaviour:
    """The body ends after so many bytes; the length is `declared` or, as on a real board, unknown."""

    def behave(request: Request, usual: Answering) -> Answer:
        answer = usual(request)
        length = (("Content-Length", str(len(answer.body))),) if declared else ()
        return replace(answer, headers=answer.headers + length, cut_after=after)

    return behave


def drip(pause: float, piece: int = 1) -> Behaviour:
    """The body comes in pieces of so many bytes with a pause in seconds after each."""
    return lambda request, usual: replace(usual(request), drip=pause, piece=piece)


def hang_up(*, heard: bool = False) -> Behaviour:
    """The connection ends without an answer; if `heard`, after the forum has done its part."""
    return lambda request, usual: replace(usual(request) if heard else Answer(), hang_up=True)


def with_body(old: bytes, new: bytes) -> Behaviour:
    """The usual page with a piece of its bytes replaced (of the identity encoding)."""

    def behave(request: Request, usual: Answering) -> Answer:
        answer = usual(request)
        return replace(answer, body=answer.body.replace(old, new))

    return behave
