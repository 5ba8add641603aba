"""File systems (文件系统): which one holds a folder; SQLite loses data on those of a network."""

from __future__ import annotations

from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs"}
)


def file_system_of(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of file system that holds the path, '' where the system does not tell."""
    try:
        lines = [line.split() for line in mounts.read_text("utf-8").splitlines()]
    except OSError:
        return ""
    real = path.resolve()
    holding = [
        (len(point), kind)
        for _, point, kind, *_ in lines
        if real.is_relative_to(point.replace("\\040", " "))
    ]
    return max(holding)[1] if holding else ""
