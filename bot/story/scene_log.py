"""What happened can be proved (日志核验): by the house itself, and by a single file without it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.demo.invented_staff import BY_NAME
from bot.story.screen import is_reply, words_of
from bot.story.stage import Stage

UNSEEN = "实例的数据不在本机，看不到"


async def play(stage: Stage) -> None:
    await _reminded(stage)
    await whole(stage)
    if stage.instance.data_dir is None:
        stage.watched.see("verify_log.py", "日志完整", UNSEEN, None)
        return
    with tempfile.TemporaryDirectory(prefix="danggui-export-") as folder:
        await _exported(stage, Path(folder) / "export")


async def whole(stage: Stage) -> None:
    """The house checks its own log."""
    if stage.instance.data_dir is None:
        stage.watched.see("danggui audit verify", "日志完整", UNSEEN, None)
        return
    code, said = await stage.instance.danggui("audit", "verify")
    stage.watched.see("danggui audit verify", "退出码 0", f"退出码 {code}：{said}", code == 0)


async def _reminded(stage: Stage) -> None:
    """The demo's overdue loan has had its reminder on the due day."""
    reminder = await stage["contact-water"].screen.until(
        lambda e: is_reply(e) and "到期提醒" in words_of(e), 0, "到期提醒"
    )
    stage.watched.see("到期当天的提醒", "【到期提醒】", words_of(reminder).split("\n")[0], True)


async def _exported(stage: Stage, folder: Path) -> None:
    """The export proves itself; one changed letter and it says no."""
    auditor = BY_NAME["auditor"].number
    code, _ = await stage.instance.danggui("audit", "export", str(folder), "--as", auditor)
    stage.watched.same("安全审计员导出日志", "退出码 0", f"退出码 {code}")
    code, said = await _verified(stage, folder)
    stage.watched.see(
        "verify_log.py 对照纸上签名离线核验", "退出码 0", f"退出码 {code}：{said}", code == 0
    )
    log = folder / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"volume_returned", b"volume_retained", 1))
    code, said = await _verified(stage, folder)
    stage.watched.see("改动导出的一条记录再核验", "退出码 1", f"退出码 {code}：{said}", code == 1)


async def _verified(stage: Stage, folder: Path) -> tuple[int, str]:
    verifier = str(folder / "verify_log.py")
    code, said = await stage.instance.run(verifier, str(folder), "--head", stage.paper)
    return code, said.split("\n")[0][:120]
