"""`/media/…`: pictures and files of posts that are kept, for whoever may see a post that shows them."""

import hmac
import re
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from types import MappingProxyType

from flask import Blueprint, Response, request, send_file
from werkzeug.exceptions import NotFound, Unauthorized

from feedforum.media.file_types import is_shown_in_place
from feedforum.media.folder import MediaFolder
from feedforum.records import MediaFile, PostScope
from feedforum.store import MediaStore, Revisions
from feedforum.visibility import VisibleForum
from feedforum.web.context import Site
from feedforum.web.http_responses import SECURITY_HEADERS

MAX_AGE = 365 * 86400
"""The seconds for which caches may keep a file: its address names its content."""

MOST_REMEMBERED = 10_000
"""The number of files of which it is remembered that they may be seen."""

_NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{2,4})")

# Whatever a file is, it runs nothing, loads nothing and stands in no frame.
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        **SECURITY_HEADERS,
        "Content-Security-Policy": _POLICY,
        # Feed readers that run in a browser show pictures from here.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
)

_Found = tuple[MediaFile, str] | None


def media_blueprint(
    site: Site, store: MediaStore, folder: MediaFolder, revisions: Revisions | None
) -> Blueprint:
    """The files, each under an address that never means another one."""
    media = Blueprint("media", __name__)
    lookup = _Lookup(store, revisions)

    @media.get("/media/<key>/<name>")
    def file(key: str, name: str) -> Response:
        wanted = _NAME.fullmatch(name)
        if wanted is None or site.settings.forum(key) is None:
            raise NotFound
        digest, visible = wanted["digest"], site.visibility().forum(key)
        found = lookup.visible(visible, digest)
        by_address = found is None and _opens(request.args.get("key", ""), folder, key, digest)
        if by_address:
            found = store.kept(key, digest)
        if found is None and (visible is None or not visible.whole):
            raise Unauthorized
        if found is None or found[0].extension != wanted["extension"]:
            raise NotFound
        private = by_address or (visible is not None and visible.private)
        return _answer(folder, *found, private=private)

    return media


class _Lookup:
    """Which files may be seen, remembered for as long as nothing changes in what may."""

    def __init__(self, store: MediaStore, revisions: Revisions | None) -> None:
        self._store = store
        self._revisions = revisions
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[PostScope, str], tuple[Hashable, _Found]] = OrderedDict()

    def visible(self, visible: VisibleForum | None, digest: str) -> _Found:
        if visible is None:
            return None
        scope = visible.scope
        if self._revisions is None:
            return self._store.find(digest, scope)
        stamp = self._revisions.stamp(scope)
        with self._lock:
            known = self._known.get((scope, digest))
        if known is not None and known[0] == stamp:
            return known[1]
        found = self._store.find(digest, scope)
        with self._lock:
            self._known[scope, digest] = stamp, found
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return found


def _opens(given: str, folder: MediaFolder, key: str, digest: str) -> bool:
    """Whether an address carries what a private file of the forum is opened by."""
    if not given or not folder.has(digest):
        return False
    return hmac.compare_digest(given.encode(errors="replace"), folder.signature(key, digest).encode())


def _answer(folder: MediaFolder, file: MediaFile, called: str, *, private: bool) -> Response:
    try:
        answer = send_file(
            folder.path(file.digest).absolute(),
            mimetype=file.media_type,
            as_attachment=not is_shown_in_place(file.media_type),
            download_name=called or file.name,
            conditional=True,
            etag=file.digest,
            max_age=MAX_AGE,
        )
    except FileNotFoundError:
        raise NotFound from None
    answer.headers.extend(HEADERS)
    answer.headers["Cache-Control"] = f"{'private' if private else 'public'}, max-age={MAX_AGE}, immutable"
    return answer
