"""The lock files: all that `pyproject.toml` asks for, in one version each, with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["postgresql"],
]
GROUPS = PROJECT["dependency-groups"]
FILES = ["requirements.txt", "requirements-dev.txt", "requirements-build.txt"]


def locked(name: str) -> dict[str, str]:
    """The version of each package in a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", text))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", RUNTIME),
        ("requirements-dev.txt", [*RUNTIME, *GROUPS["dev"]]),
        ("requirements-build.txt", [*GROUPS["build"], *PROJECT["build-system"]["requires"]]),
    ],
)
def test_all_that_is_asked_for_is_locked(name: str, wanted: list[str]) -> None:
    versions = locked(name)
    for requirement in map(Requirement, wanted):
        package = canonicalize_name(requirement.name)
        assert package in versions, f"{package}: run make lock"
        assert versions[package] in requirement.specifier, f"{package}: run make lock"


def test_what_is_installed_to_run_is_what_was_tested() -> None:
    tested = locked("requirements-dev.txt")
    for name in ("requirements.txt", "requirements-build.txt"):
        for package, version in locked(name).items():
            assert tested.get(package, version) == version


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"(?m)^[^\s#].*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text)
    assert len(pins) == len(locked(name)) == len(re.findall(r"(?m)^[^\s#]", text))
    assert "://" not in text
