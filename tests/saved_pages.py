"""Saved pages of real forums, which lie beside the project where they may be kept, and are no part of it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGES = SHARED / "pages"
FACTS = SHARED / "facts"

NOT_HERE = "No saved pages lie beside the project"
"""The only reason for which a test may be skipped where CI is `true`."""


def needs(path: Path) -> pytest.MarkDecorator:
    """The mark of tests that read a file or folder of the saved pages."""
    return pytest.mark.skipif(not path.exists(), reason=f"{NOT_HERE}: {path.name}")
