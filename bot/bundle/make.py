"""Making a bundle: the program, its assets and wheels, an installer, and a list of checksums."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bot.bundle.wheels import gather

ROOT = Path(__file__).parents[2]
INSTALLER = Path(__file__).parent / "install.sh"
FOLDERS = ("bot", "core", "rules", "hardware_bridge", "alembic")
FILES = ("pyproject.toml", "requirements-build.lock", "LICENSE", "CHANGELOG.md")
PAGES = ("README.md", "README.zh-CN.md")
ASSETS = ROOT / "bot" / "web" / "static" / "vendor" / ".built"


class NoAssets(RuntimeError):
    """The browser assets are not built; run `make setup` first."""


def make_bundle(out: Path, arch: str, python: str) -> Path:
    """`out/danggui-<version>-<arch>-py<python>.tar.gz`; whole or not at all."""
    if not ASSETS.exists():
        raise NoAssets(NoAssets.__doc__)
    name = f"danggui-{version('danggui')}-{arch}-py{python}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        _fill(folder, arch, python)
        return _packed(folder, out / f"{name}.tar.gz")


def _fill(folder: Path, arch: str, python: str) -> None:
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    lock = gather(ROOT, wheels, arch, python)
    program = folder / "program"
    for name in FOLDERS:
        unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / name, program / name, ignore=unwanted)
    for name in (*FILES, *PAGES):
        shutil.copyfile(ROOT / name, program / name)
    (program / "requirements.lock").write_text(lock, "utf-8")
    shutil.copyfile(INSTALLER, folder / "install.sh")
    (folder / "ARCH").write_text(f"{arch}\n")
    (folder / "PYTHON").write_text(f"{python}\n")
    (folder / "SHA256SUMS").write_text("".join(_checksums(folder)), "utf-8")


def _checksums(folder: Path) -> Iterator[str]:
    """As `sha256sum -c` reads them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield f"{digest}  {path.relative_to(folder).as_posix()}\n"


def _packed(folder: Path, target: Path) -> Path:
    draft = target.with_name(f".{target.name}")
    # Without times and owners: the same input makes the same bundle.
    with (
        draft.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as tar,
    ):
        tar.add(folder, arcname=folder.name, filter=_anonymous)
    return draft.replace(target)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = 0
    member.mode = 0o755 if member.isdir() or member.name.endswith(".sh") else 0o644
    return member
