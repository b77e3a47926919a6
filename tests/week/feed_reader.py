"""A feed reader that looks at the forum's feed after each poll, and remembers every entry for ever."""

from typing import Any

from flask.testing import FlaskClient

from tests.poll.world import KEY


class Reader:
    """Reads the feed of all posts, further back as long as a page had an entry that is new.

    `ids` are the entry ids by the key of the post that they end in.
    """

    def __init__(self) -> None:
        self.ids: dict[str, set[str]] = {}
        self.twice: list[str] = []
        self._tag = ""

    def look(self, client: FlaskClient) -> None:
        """Fetch the feed, if it changed."""
        place = f"/feeds/{KEY}/posts.json"
        answer = client.get(place, headers={"If-None-Match": self._tag} if self._tag else {})
        if answer.status_code == 304:
            return
        self._tag = answer.headers["ETag"]
        page: Any = answer.json
        while self._take(page) and page.get("next_url"):
            page = client.get(local(page["next_url"])).json

    def _take(self, page: Any) -> bool:
        found = [item["id"] for item in page["items"]]
        self.twice += [id_ for id_ in found if found.count(id_) > 1]
        known = len(self.ids)
        for id_ in found:
            self.ids.setdefault(post_key(id_), set()).add(id_)
        return len(self.ids) > known


def pages(client: FlaskClient, place: str) -> list[dict[str, Any]]:
    """A feed and all its further pages."""
    url = f"/feeds/{KEY}/{place}.json"
    found: list[Any] = []
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        found.append(answer.json)
        url = local(found[-1].get("next_url", ""))
    return found


def post_key(id_: str) -> str:
    """The key of the post that an entry's id names: where posts have ids that last, the forum's own."""
    return id_.rpartition("/")[2]


def local(url: str) -> str:
    """The path and query of an address of ours."""
    return "/feeds/" + url.partition("/feeds/")[2] if url else ""
