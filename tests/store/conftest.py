"""Migrations that tests add to those of the program."""

import shutil
from pathlib import Path

import pytest

from feedforum.store import migration

REVISION = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{revision}", "{before}"
branch_labels = depends_on = None
def upgrade():
    op.execute("CREATE TABLE added_{revision} (id INTEGER)")
    op.execute("DELETE FROM poll_state")
    {more}
"""


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations, to which tests add."""
    place = tmp_path / "scripts"
    shutil.copytree(migration.MIGRATIONS, place, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migration, "MIGRATIONS", place)
    # It remembers them.
    monkeypatch.setattr(migration, "_revisions", migration._revisions.__wrapped__)
    return place


def add(scripts: Path, revision: str, before: str, more: str = "pass") -> None:
    text = REVISION.format(revision=revision, before=before, more=more)
    (scripts / "versions" / f"{revision}.py").write_text(text)
