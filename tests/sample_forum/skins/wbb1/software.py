"""The software: requests are answered as 2.3 does; links name the style, and posts their places."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from tests.sample_forum.model import Post
from tests.sample_forum.skins.wbb2.pages import Pages, environment
from tests.sample_forum.skins.wbb2.software import BurningBoard
from tests.sample_forum.skins.wbb2.view import View

_TEMPLATES = environment(Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class OldView(View):
    """A forum whose links carry board, style and session."""

    def link(self, script: str, **params: object) -> Markup:
        """A link with the style, and the session behind it."""
        page = params.pop("page", None)
        sid = {"sid": self.visitor.sid} if self.visitor.sid else {}
        last = {} if page is None else {"page": page}
        if script == "profile.php":
            script, params = "members.php", {"mode": "profile", **params}
        if script == "thread.php" and "threadid" in params:
            params["boardid"] = self.forum.threads[int(str(params["threadid"]))].board_id
        shown = {
            key: value for key, value in params.items() if key not in ("threadview", "hilight", "hilightuser")
        }
        query = "&amp;".join(
            f"{key}={value}" for key, value in {**shown, "styleid": 1, **sid, **last}.items()
        )
        return Markup(f"{script}?{query}")

    def place(self, post: Post) -> int:
        """The place of a post in its thread, from 1 on."""
        return self.forum.threads[post.thread_id].shown_posts().index(post) + 1


class OldPages(Pages):
    """Pages without a class or an id."""

    @property
    def templates(self) -> Environment:
        """The templates of 1.2."""
        return _TEMPLATES


class BurningBoard1(BurningBoard):
    """Burning Board 1.2."""

    view, pages = OldView, OldPages
