"""The lock files are complete: on each system and Python, with hashes for each system's files."""

from __future__ import annotations

import importlib.metadata
import re
from itertools import product

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.places import ROOT

SYSTEMS = (
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
)
PYTHONS = ("3.11", "3.12", "3.13")
ENVIRONMENTS = [
    {**system, "python_version": version, "python_full_version": f"{version}.0", "extra": ""}
    for system, version in product(SYSTEMS, PYTHONS)
]


def lock(name: str) -> dict[str, str]:
    """Package to version of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", text))


@pytest.mark.parametrize("name", ["app", "dev"])
def test_holds_what_its_packages_need_on_every_system(name: str) -> None:
    locked = lock(name)
    missing = set()
    for package, version in locked.items():
        for text in _requirements(package, version):
            requirement = Requirement(text)
            needed = canonicalize_name(requirement.name)
            if any(_applies(requirement, environment) for environment in ENVIRONMENTS) and (
                needed not in locked or Version(locked[needed]) not in requirement.specifier
            ):
                missing.add(f"{package}: {text}")
    assert missing == set()


def _requirements(package: str, version: str) -> list[str]:
    distribution = importlib.metadata.distribution(package)
    assert distribution.version == version, f"{package}: run make test, it installs the lock"
    return distribution.requires or []


def _applies(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)


def test_the_program_and_the_tests_use_the_same_versions() -> None:
    assert lock("app").items() <= lock("dev").items()


@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_has_a_hash_for_each_system(package: str) -> None:
    # Linux x86-64 and arm64, macOS (one file for both), Windows x86-64 and arm64.
    text = (ROOT / "requirements/app.txt").read_text(encoding="utf-8")
    block = re.search(rf"(?m)^{package}==.*\n((?:    --hash.*\n)+)", text)
    assert block is not None
    assert block[1].count("--hash=sha256:") == 5


@pytest.mark.parametrize("name", ["app", "dev"])
def test_every_package_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    packages = re.findall(r"(?m)^([a-z0-9.-]+)==\S+ \\\n    --hash=sha256:", text)
    assert set(packages) == set(lock(name))
