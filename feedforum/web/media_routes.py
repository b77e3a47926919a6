"""`/media/…`: pictures and files of posts that are kept, for whoever may see a post that shows them."""

import hmac
import os
import re
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from types import MappingProxyType

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import NotFound, RequestedRangeNotSatisfiable, Unauthorized
from werkzeug.http import dump_options_header
from werkzeug.wsgi import wrap_file

from feedforum.media import previews
from feedforum.media.file_types import is_shown_in_place
from feedforum.media.folder import MediaFolder
from feedforum.records import MediaFile, PostScope
from feedforum.store import MediaStore, Revisions
from feedforum.visibility import visible_part
from feedforum.web.context import Site, granted
from feedforum.web.http_responses import SECURITY_HEADERS

MAX_AGE = 365 * 86400
"""The seconds for which caches may keep a file: its address names its content."""

MOST_REMEMBERED = 10_000
"""The number of files of which it is remembered that they may be seen."""

SMALL = 256 * 1024
"""Up to so many bytes are read at once; what has more is read as it is sent."""

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

_CONDITIONS = frozenset({"HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"})

_Found = tuple[MediaFile, str] | None


def media_blueprint(
    site: Site, store: MediaStore, folder: MediaFolder, revisions: Revisions | None
) -> Blueprint:
    """The files, each under an address that never means another one."""
    media = Blueprint("media", __name__)
    lookup = _Lookup(store, revisions)

    @media.get("/media/<key>/<name>")
    def file(key: str, name: str) -> Response:
        # Flask's proxy looks the request up at each use.
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented
        settings, wanted = site.settings, _NAME.fullmatch(name)
        forum = settings.forum(key)
        if wanted is None or forum is None:
            raise NotFound
        digest, visible = wanted["digest"], visible_part(forum, token=granted(asked, settings))
        found = lookup.visible(visible.scope, digest)
        by_address = found is None and _opens(asked, folder, key, digest)
        if by_address:
            found = store.kept(key, digest)
        if found is None and not visible.whole:
            raise Unauthorized
        if found is None or found[0].extension != wanted["extension"]:
            raise NotFound
        return _answer(asked, folder, *found, private=by_address or visible.private)

    return media


class _Lookup:
    """Which files may be seen, remembered for as long as nothing changes in what may."""

    def __init__(self, store: MediaStore, revisions: Revisions | None) -> None:
        self._store = store
        self._revisions = revisions
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[PostScope, str], tuple[Hashable, _Found]] = OrderedDict()

    def visible(self, scope: PostScope, digest: str) -> _Found:
        """A file that a post in the scope shows."""
        if self._revisions is None:
            return self._store.find(digest, scope)
        stamp = self._revisions.stamp(scope)
        known = self._known.get((scope, digest))
        if known is not None and known[0] == stamp:
            return known[1]
        found = self._store.find(digest, scope)
        with self._lock:
            self._known[scope, digest] = stamp, found
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return found


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
        opened = (folder.preview if preview else folder.path)(file.digest).open("rb")
    except FileNotFoundError:
        raise NotFound from None
    size = os.fstat(opened.fileno()).st_size
    headers = {
        **HEADERS,
        "Content-Type": previews.MEDIA_TYPE if preview else file.media_type,
        "Content-Length": str(size),
        "Cache-Control": f"{'private' if private else 'public'}, max-age={MAX_AGE}, immutable",
        "ETag": f'"{file.digest}{"-preview" if preview else ""}"',
        "Accept-Ranges": "bytes",
    }
    how = "inline" if is_shown_in_place(file.media_type) else "attachment"
    if called or how == "attachment":
        headers["Content-Disposition"] = dump_options_header(how, {"filename": called or file.name})
    if size <= SMALL:
        with opened:
            answer = Response(opened.read(), headers=headers)
    else:
        answer = Response(wrap_file(request.environ, opened), headers=headers, direct_passthrough=True)
    if _CONDITIONS.isdisjoint(request.environ):
        return answer
    try:
        answer.make_conditional(request, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        answer.close()
        raise
    return answer
