"""What the workflows run is there."""

import re
from pathlib import Path

import pytest

from tests.packaging.installed import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_target_of_make_exists(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    targets = re.findall(r"\bmake ([a-z]+)", text)
    known = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert set(targets) <= set(known)


def test_a_release_is_tested_and_compared_with_the_version_and_the_changelog() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    version = re.search(r'^__version__ = "(.+)"$', (ROOT / "feedforum/__init__.py").read_text(), re.MULTILINE)
    assert version is not None
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for path in re.findall(r"\b(feedforum/\S+\.py|CHANGELOG\.md|requirements-build\.txt)", text):
        assert (ROOT / path).is_file()
    jobs = dict(re.findall(r"^  (\w+):\n(?:    needs: (\w+)\n)?", text, re.MULTILINE))
    assert jobs["image"] == jobs["package"] == "test"
    assert jobs["test"] == "version"
