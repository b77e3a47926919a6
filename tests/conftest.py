"""How hypothesis works here: however slow the machine is, a property is not wrong for it.

And that no test meets another, or a program of the person who runs them, in the folder of turns.
"""

import tempfile

import pytest
from hypothesis import settings

settings.register_profile("feedforum", deadline=None, print_blob=True)
settings.load_profile("feedforum")


@pytest.fixture(autouse=True)
def own_turns(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files of the test's own, for the processes that it starts as well."""
    folder = str(tmp_path_factory.mktemp("own"))
    monkeypatch.setenv("TMPDIR", folder)
    monkeypatch.setattr(tempfile, "tempdir", folder)
