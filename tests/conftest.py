"""What holds for all tests: how hypothesis works, where temporary files are, and what may be skipped."""

import os
import tempfile
from collections.abc import Generator

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import Engine

from feedforum.store import database, sqlite
from tests import compiled_statements, new_stores
from tests.compiled_templates import CompiledTemplates
from tests.saved_pages import NOT_HERE
from tests.thorough import times
from tests.tools import missing

# However slow the machine is, a property is not wrong for it.
settings.register_profile("feedforum", deadline=None, print_blob=True, max_examples=times(100, 30))
settings.load_profile("feedforum")

_COMPILED = CompiledTemplates()

_LONGEST = {"week": 0, "worker": 1, "browser": 2, "misbehaviour": 3, "fuzz": 4, "poll": 5}
"""Folders of tests, with the order in which they begin: what mostly waits does so while others work."""

ALL_HAVE_TO_RUN = os.environ.get("CI") == "true"
"""Whether a test that is skipped has failed, other than for want of the saved pages."""


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files of the test's own, for the processes that it starts as well.

    So no test meets another, or a program of the person who runs them, where turns are taken.
    """
    folder = str(tmp_path_factory.mktemp("own"))
    monkeypatch.setenv("TMPDIR", folder)
    monkeypatch.setattr(tempfile, "tempdir", folder)


@pytest.fixture(autouse=True)
def quick_new_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has new stores made quickly in this process. Tests of how a store is made have one of this name."""
    monkeypatch.setattr(database, "upgrade", new_stores.make_or_upgrade)


@pytest.fixture(autouse=True)
def statements_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = sqlite.prepare

    def prepare_and_share(engine: Engine) -> None:
        prepare(engine)
        compiled_statements.share(engine)

    monkeypatch.setattr(sqlite, "prepare", prepare_and_share)


@pytest.fixture(autouse=True)
def templates_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": _COMPILED})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no processor is left alone with one of them at the end."""
    items.sort(key=lambda item: _LONGEST.get(item.path.parent.name, len(_LONGEST)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if ALL_HAVE_TO_RUN and isinstance(report.longrepr, tuple):
        path, line, reason = report.longrepr
        if report.skipped and NOT_HERE not in reason:
            report.outcome = "failed"
            report.longrepr = f"{path}:{line}: with CI=true nothing may be skipped for this: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was not tested for want of a program."""
    for tool in missing():
        terminalreporter.write_line(
            f"NOT TESTED: what needs {tool.command}. `make tools` installs it, or says what to do.", red=True
        )
