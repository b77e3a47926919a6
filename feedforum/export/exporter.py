"""Writes public feeds into files."""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from feedforum.clock import Clock
from feedforum.config.live_settings import LiveSettings
from feedforum.config.settings import Settings
from feedforum.engines.forum_links import links_by
from feedforum.errors import ExportError, NotReadYetError, NotVisibleError
from feedforum.export.files import FILE_MODE, Files
from feedforum.feeds.feed_list import catalogue, feed_names
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.opml import opml
from feedforum.feeds.render_feed import FeedSite, render_feed
from feedforum.media.folder import MediaFolder
from feedforum.records import ExportCounts
from feedforum.store import ReadRepository, Revisions
from feedforum.translations import DEFAULT, text
from feedforum.visibility import OpenedSettings, Visibility, VisibleForum, visibility_of

OPML = "feeds.opml"
LOCK = ".feedforum.lock"
LOCK_TIMEOUT = 60.0
"""The seconds that are waited for another process that writes to the same folder."""


def media_names(feed: bytes, key: str) -> set[str]:
    """The names of the pictures and files that a feed shows from here."""
    found = re.findall(rf"/media/{re.escape(key)}/([0-9a-f]{{64}}\.[a-z0-9]{{2,4}})".encode(), feed)
    return {name.decode() for name in found}


@dataclass(eq=False)
class Exporter:
    """Writes into a folder. What it does may raise ExportError, or StoreError. For one thread at a time.

    Feeds are those that the list of all feeds has for somebody without a token, in all formats, and that
    list. For another configuration there has to be another exporter.
    """

    folder: Path
    current: LiveSettings
    store: ReadRepository
    revisions: Revisions
    clock: Clock
    site_url: Callable[[Settings], str] = lambda settings: settings.server.public_url
    media_folder: MediaFolder | None = None
    _exported_from: dict[str, Hashable] = field(default_factory=dict)
    _list_changed: bool = True

    def __post_init__(self) -> None:
        self._files = Files(self.folder)
        self._opened = OpenedSettings(self.store.guest_boards, self.clock)

    def everything(self) -> ExportCounts:
        removed = self.remove_obsolete()
        written = sum((self.forum(forum.key) for forum in self.current.settings.forums), ExportCounts())
        self.list_all()
        return written + ExportCounts(removed=removed)

    def remove_obsolete(self) -> int:
        """Remove the files of all feeds that are not, or no longer, everybody's; gives how many."""
        wanted = {
            name.path(ext)[1:]
            for visible in self._public().forums
            for name in feed_names(visible, self.store)
            for ext in FORMATS
        }
        with self._writing():
            return self._files.remove(None, wanted)

    def forum(self, key: str) -> ExportCounts:
        """Export the feeds of a forum, unless nothing of them has changed since it was done last."""
        settings = self._opened.of(self.current.settings)
        visible = visibility_of(settings, token=False).forum(key)
        if visible is None:
            self._list_changed |= self._exported_from.pop(key, None) is not None
            with self._writing():
                self._files.keep_media(key, {})
                return ExportCounts(removed=self._files.remove([key], ()))
        exported_from = (settings.server, settings.forum(key), self.revisions.stamp(visible.scope))
        if self._exported_from.get(key) == exported_from:
            return ExportCounts()
        if self.store.forum(key) is None:
            return ExportCounts(unread=(key,))
        written = self._write(visible)
        self._list_changed |= bool(written.written or written.removed or key not in self._exported_from)
        self._exported_from[key] = exported_from
        return written

    def list_all(self) -> None:
        """Write the list of all feeds, if a title or a feed in it may have changed."""
        if not self._list_changed:
            return
        body = opml(text(DEFAULT, "title_opml"), catalogue(self._public(), self._site()))
        with self._writing():
            self._files.keep(OPML, body, self.clock.now().timestamp())
        self._list_changed = False

    def _public(self) -> Visibility:
        return visibility_of(self._opened.of(self.current.settings), token=False)

    def _site(self) -> FeedSite:
        server, url = self.current.settings.server, self.site_url(self.current.settings)
        links, folder = links_by(self.current), self.media_folder
        return FeedSite(self.store, links, url, server.hub, paged=False, media_folder=folder)

    def _write(self, visible: VisibleForum) -> ExportCounts:
        wanted, there, written = set(), 0, 0
        shown: set[str] = set()
        site = self._site()
        names = [(name, ext) for name in feed_names(visible, self.store) for ext in FORMATS]
        with self._writing():
            for name, ext in names:
                path = name.path(ext)[1:]
                try:
                    rendered = render_feed(site, visible, name, ext)
                except NotVisibleError:
                    continue
                except NotReadYetError:
                    # What was exported of it before stays until it can be replaced.
                    wanted.add(path)
                    continue
                wanted.add(path)
                shown |= media_names(rendered.body, visible.key)
                there += 1
                # A forum's clock may be ahead, a file's should not.
                changed_at = min(self.clock.now(), rendered.feed.updated).timestamp()
                written += self._files.keep(path, rendered.body, changed_at)
            removed = self._files.remove([visible.key], wanted)
            if (folder := self.media_folder) is not None:
                files = {name: folder.path(name.partition(".")[0]) for name in shown}
                self._files.keep_media(visible.key, files)
        return ExportCounts(there, written, removed)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The only one that writes to the folder; raises ExportError for what goes wrong in it."""
        try:
            self._files.prepare()
            with FileLock(self.folder / LOCK, timeout=LOCK_TIMEOUT, mode=FILE_MODE):
                yield
        except Timeout:
            raise ExportError(
                f"Another process writes feeds to {self.folder} and does not end; name another folder."
            ) from None
        except OSError as error:
            raise ExportError(
                f"Feeds cannot be written to {self.folder} ({error.strerror or error}); make room there, or"
                " let feedforum write there; it then continues by itself."
            ) from error
