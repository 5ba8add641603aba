"""The wheels of a bundle: as the locks name them, for a machine that is not this one."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
from pathlib import Path

from bot.bundle.lock import SOURCE_ONLY, also_allowing, entry, without

ARCHITECTURES = ("x86_64", "aarch64")
# manylinux tags up to the C library of Debian 12, Kylin V10 SP3 and UOS 25.
GLIBC = ("2014", *(f"_2_{minor}" for minor in (17, 24, 26, 27, 28, 31, 34, 35)))
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def own_python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def gather(root: Path, into: Path, arch: str, python: str) -> str:
    """Fill `into` with what the locks ask for; returns the lock to install by.

    Raises CalledProcessError where a registry has no wheel for this machine and Python.
    """
    lock = (root / "requirements.lock").read_text("utf-8")
    _download(into, without(lock, SOURCE_ONLY), arch, python)
    _download(into, (root / "requirements-build.lock").read_text("utf-8"), arch, python)
    _sources(into, lock)
    if (arch, python) != (platform.machine(), own_python()):
        return lock
    return also_allowing(lock, SOURCE_ONLY, _built(into, lock))


def _download(into: Path, lock: str, arch: str, python: str) -> None:
    target = ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
    tags = [f"--platform=manylinux{version}_{arch}" for version in GLIBC]
    _pip("download", into, lock, f"--dest={into}", *target, *tags)


def _sources(into: Path, lock: str) -> None:
    only = [f"--dest={into}", "--no-binary=:all:", "--no-build-isolation"]
    _pip("download", into, entry(lock, SOURCE_ONLY), *only)


def _built(into: Path, lock: str) -> str:
    """A wheel of the package without one, for machines like this; its SHA-256."""
    before = set(into.iterdir())
    _pip("wheel", into, entry(lock, SOURCE_ONLY), f"--wheel-dir={into}", "--no-build-isolation")
    (wheel,) = set(into.iterdir()) - before
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def _pip(verb: str, into: Path, lock: str, *words: str) -> None:
    wanted = into.parent / "wanted.lock"
    wanted.write_text(lock, "utf-8")
    command = [*PIP, verb, "--no-deps", "--require-hashes", *words, "-r", str(wanted)]
    try:
        subprocess.run(command, check=True)  # noqa: S603 — our own pip with our own words
    finally:
        wanted.unlink()
