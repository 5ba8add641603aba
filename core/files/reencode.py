"""Re-encode (重新编码): the child process that decodes what nobody trusts yet.

Run as `python -I core/files/reencode.py MEDIA_TYPE OUTPUT_FD LIMITS_JSON` with the received file
as standard input. It limits itself before it loads a decoder, writes the clean copy to the output
descriptor and prints one line of JSON: what the copy is, or the reason why there is none.
A death by signal is read by the parent.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
from types import ModuleType
from typing import Any, BinaryIO

# Enough for the interpreter, the decoder's libraries, the file and its copy.
OPEN_FILES = 32


def main(media_type: str, output: int, limits: dict[str, int]) -> None:
    """Limit this process, re-encode standard input, report."""
    limit_this_process(limits)
    _stand_in_for_core()
    with os.fdopen(0, "rb", closefd=False) as received, os.fdopen(output, "w+b") as clean:
        report = _outcome(media_type, received, clean, limits)
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()
        # What is left of a copy that hit the file limit cannot be flushed by closing it.
        os._exit(0)


def _outcome(
    media_type: str, received: BinaryIO, clean: BinaryIO, limits: dict[str, int]
) -> dict[str, Any]:
    from core.files.refuse import Refuse

    try:
        report = _reencode(media_type, received, clean, limits)
        clean.flush()
    except Refuse as refusal:
        return {"reason": refusal.args[0]}
    # Decoders raise nearly anything on hostile input; only "ran out" is told apart.
    except Exception as failure:
        if isinstance(failure, OSError) and failure.errno == errno.ENOSPC:
            os._exit(errno.ENOSPC)  # the disk's fault and not the file's
        return {"reason": "too_heavy" if _ran_out(failure) else "damaged"}
    return report


def _reencode(
    media_type: str, received: BinaryIO, clean: BinaryIO, limits: dict[str, int]
) -> dict[str, Any]:
    from core.files.media_types import PDF

    if media_type == PDF:
        from core.files.reencode_pdf import reencode_pdf

        return reencode_pdf(received, clean, limits)
    from core.files.reencode_image import reencode_image

    return reencode_image(media_type, received, clean, limits)


def _stand_in_for_core() -> None:
    """Let `core.files.…` load without `core/__init__.py`: its tables cost 300 ms per upload."""
    core = ModuleType("core")
    core.__path__ = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
    sys.modules["core"] = core


def limit_this_process(limits: dict[str, int]) -> None:
    """Memory, time and files of a child that decodes; `limits` as `Limits` has them."""
    ceilings = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_FSIZE: limits["copy_bytes"],
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,  # a core dump would put the picture on the disk
    }
    for kind, ceiling in ceilings.items():
        resource.setrlimit(kind, (ceiling, ceiling))
    # Soft below hard: SIGXCPU then tells too much time from the kernel's SIGKILL for memory.
    seconds = limits["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    # A copy that grows too large is then an OSError and no death.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _ran_out(failure: Exception) -> bool:
    if isinstance(failure, OSError):
        return failure.errno in (errno.EFBIG, errno.ENOMEM)
    return isinstance(failure, MemoryError)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))
