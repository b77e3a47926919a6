"""Feeds written as files after each poll: apart from polling, private ones removed first, on a full disk."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.config import ForumSettings, LiveSettings, Settings
from feedforum.errors import ExportError
from feedforum.export import Exporter
from feedforum.poll import Report
from feedforum.records import Answer, ExportCounts
from feedforum.schedule import ExportJob
from tests.schedule.test_schedule import PATIENCE
from tests.web.sites import settings

FOLDER = Path("/nowhere/out")


def exporting_settings(folder: Path | None = FOLDER) -> Settings:
    chosen = settings()
    return replace(chosen, server=replace(chosen.server, export_dir=folder))


class Folders(Exporter):
    """Remembers what was exported, in order; fails while `full`, and takes until `free`."""

    def __init__(self) -> None:  # nothing of an exporter is needed
        self.done: list[str] = []
        self.made: list[Path] = []
        self.full = False
        self.free = threading.Event()
        self.free.set()
        self._change = threading.Condition()

    def __call__(self, folder: Path) -> "Folders":
        self.made.append(folder)
        return self

    def _do(self, what: str) -> None:
        assert self.free.wait(PATIENCE)
        with self._change:
            self.done.append(what)
            self._change.notify_all()
        if self.full:
            raise ExportError("There is no room.")

    def remove_obsolete(self) -> int:
        self._do("tidy")
        return 0

    def forum(self, key: str) -> ExportCounts:
        self._do(key)
        return ExportCounts()

    def list_all(self) -> None:
        self._do("list")

    def reaches(self, reached: Callable[[list[str]], bool]) -> bool:
        with self._change:
            return self._change.wait_for(lambda: reached(self.done), PATIENCE)


class Hub:
    """Remembers polls, and how far the export was then."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self.polls: list[tuple[str, Report, list[str]]] = []
        self.one = threading.Event()

    def __call__(self, forum: ForumSettings, report: Report) -> None:
        self.polls.append((forum.key, report, list(self._folders.done)))
        self.one.set()


CURRENT = LiveSettings(exporting_settings())
FORUM = CURRENT.settings.forums[0]
REPORT = Report("sat", Answer.OK)


def test_at_the_start_all_is_exported_mixed_forums_first() -> None:
    folders = Folders()
    with ExportJob(LiveSettings(exporting_settings()), folders):
        assert folders.reaches(lambda done: "list" in done)
    assert folders.made == [FOLDER]
    assert folders.done[:5] == ["tidy", "club", "sat", "new", "list"]


def test_a_poll_is_exported_before_others_are_told_of_it() -> None:
    folders = Folders()
    hub = Hub(folders)
    exporting = ExportJob(CURRENT, folders, hub)
    exporting.polled(FORUM, REPORT)
    exporting.polled(FORUM, REPORT)
    assert hub.polls == []
    exporting.export()
    assert folders.done[:3] == ["tidy", "sat", "list"]
    assert hub.polls == [("sat", REPORT, ["tidy", "sat", "list"])] * 2
    exporting.export()
    assert folders.done.count("sat") == 1


def test_polling_does_not_wait_for_it() -> None:
    folders = Folders()
    folders.free.clear()
    hub = Hub(folders)
    with ExportJob(CURRENT, folders, hub) as exporting:
        exporting.polled(FORUM, REPORT)
        assert hub.polls == []
        folders.free.set()
        assert hub.one.wait(PATIENCE)


def test_without_a_folder_others_are_told_at_once_and_nothing_is_made() -> None:
    folders = Folders()
    hub = Hub(folders)
    exporting = ExportJob(LiveSettings(settings()), folders, hub)
    exporting.polled(FORUM, REPORT)
    assert hub.polls == [("sat", REPORT, [])]
    exporting.export()
    assert (folders.made, folders.done) == ([], [])


def test_another_configuration_is_taken_up_and_tidied_first() -> None:
    folders, current = Folders(), LiveSettings(exporting_settings())
    with ExportJob(current, folders, pause=0.01):
        assert folders.reaches(lambda done: "list" in done)
        at = len(folders.done)
        current.replace(replace(current.settings, forums=current.settings.forums[:1]))
        assert folders.reaches(lambda done: "sat" in done[at:])
        assert [step for step in folders.done[at:] if step != "list"] == ["tidy", "sat"]
        current.replace(exporting_settings(FOLDER / "other"))
        assert folders.reaches(lambda done: done.count("club") == 2)
        current.replace(exporting_settings(None))
    assert folders.made == [FOLDER, FOLDER, FOLDER / "other"]


def test_a_full_disk_is_logged_once_and_polls_go_on(caplog: pytest.LogCaptureFixture) -> None:
    folders = Folders()
    hub = Hub(folders)
    exporting = ExportJob(CURRENT, folders, hub)
    folders.full = True
    caplog.set_level(logging.INFO)
    for _ in range(3):
        exporting.polled(FORUM, REPORT)
        exporting.export()
    assert [record.getMessage() for record in caplog.records] == ["There is no room. Polls continue."]
    assert len(hub.polls) == 3
    folders.full = False
    exporting.polled(FORUM, REPORT)
    exporting.export()
    assert caplog.records[-1].getMessage() == "feeds are written as files again"


def test_a_fault_of_ours_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    folders = Folders()
    hub = Hub(folders)

    class Broken(Folders):
        def forum(self, key: str) -> ExportCounts:
            raise ZeroDivisionError

    exporting = ExportJob(CURRENT, lambda folder: Broken(), hub)
    exporting.polled(FORUM, REPORT)
    exporting.export()
    assert "feedforum failed to write them" in caplog.text
    assert len(hub.polls) == 1
