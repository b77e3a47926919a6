"""`/media/…`: pictures and files of posts that are kept, for whoever may see a post that shows them."""

import hmac
import re
from collections.abc import Hashable
from functools import lru_cache

from flask import Blueprint, Request, Response, request, send_file
from werkzeug.exceptions import NotFound, Unauthorized

from feedforum.media import previews
from feedforum.media.file_types import is_shown_in_place
from feedforum.media.folder import MediaFolder
from feedforum.records import MediaFile, PostScope
from feedforum.store import MediaStore, Revisions
from feedforum.visibility import visible_part
from feedforum.web.context import granted, site
from feedforum.web.http_responses import SECURITY_HEADERS
from feedforum.web.search_engines import robots_headers

MAX_AGE = 365 * 86400
"""The seconds for which caches may keep a file: its address names its content."""

MOST_REMEMBERED = 10_000
"""The number of files of which it is remembered that they may be seen."""

_NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{2,4})")

# Whatever a file is, it runs nothing, loads nothing and stands in no frame.
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": _POLICY,
    # Feed readers that run in a browser show pictures from here.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}


def media_blueprint(store: MediaStore, folder: MediaFolder, revisions: Revisions | None) -> Blueprint:
    """The files, each under an address that never means another one."""
    media = Blueprint("media", __name__)

    @lru_cache(maxsize=MOST_REMEMBERED)
    def found_before(scope: PostScope, digest: str, stamp: Hashable) -> tuple[MediaFile, str] | None:
        """A file that a post in the scope shows, as long as nothing changes in what may be seen."""
        return store.find(digest, scope)

    @media.get("/media/<key>/<name>")
    def file(key: str, name: str) -> Response:
        # Flask's proxy looks the request up at each use.
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented
        settings, wanted = site.settings, _NAME.fullmatch(name)
        forum = settings.forum(key)
        if wanted is None or forum is None:
            raise NotFound
        digest, visible = wanted["digest"], visible_part(forum, token=granted(asked, settings))
        if revisions is None:
            found = store.find(digest, visible.scope)
        else:
            found = found_before(visible.scope, digest, revisions.stamp(visible.scope))
        by_address = found is None and _opens(asked, folder, key, digest)
        if by_address:
            found = store.kept(key, digest)
        if found is None and not visible.whole:
            raise Unauthorized
        if found is None or found[0].extension != wanted["extension"]:
            raise NotFound
        return _answer(asked, folder, *found, private=by_address or visible.private)

    return media


def _opens(request: Request, folder: MediaFolder, key: str, digest: str) -> bool:
    """Whether an address carries what a private file of the forum is opened by."""
    given = request.args.get("key", "")
    if not given or not folder.has(digest):
        return False
    return hmac.compare_digest(given.encode(errors="replace"), folder.signature(key, digest).encode())


def _answer(
    request: Request, folder: MediaFolder, file: MediaFile, called: str, *, private: bool
) -> Response:
    """The file, in pieces as they are read, or the part of it that is asked for, or 304."""
    preview = "preview" in request.args and folder.preview(file.digest).is_file()
    try:
        answer = send_file(
            (folder.preview if preview else folder.path)(file.digest),
            as_attachment=not is_shown_in_place(file.media_type),
            download_name=called or file.name,
            etag=f"{file.digest}-preview" if preview else file.digest,
        )
    except FileNotFoundError:
        raise NotFound from None
    answer.headers.update(HEADERS | robots_headers())
    answer.headers["Content-Type"] = previews.MEDIA_TYPE if preview else file.media_type
    answer.headers["Cache-Control"] = f"{'private' if private else 'public'}, max-age={MAX_AGE}, immutable"
    return answer
