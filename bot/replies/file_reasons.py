"""Why a file was not kept (文件为何没有接收): one sentence per reason of the intake."""

from __future__ import annotations

SENTENCES = {
    "empty": "这个文件是空的。请重新扫描后再传。",
    "too_large": "这个文件太大。请调低分辨率，或分页扫描后再传。",
    "upload_too_slow": "传到一半停住了。请检查网络后再传一次。",
    "unknown_type": "只收 PDF、JPEG、PNG、TIFF。请另存为其中一种再传。",
    "type_mismatch": "文件的扩展名与内容不是一种格式。请重新导出后再传。",
    "damaged": "文件打不开，可能没有存完整。请重新扫描后再传。",
    "password_protected": "这个 PDF 设了打开密码。请去掉密码后再传。",
    "too_many_pixels": "图片尺寸过大。请把分辨率调到 300 dpi 左右再扫。",
    "too_many_pages": "页数太多。请只传审批表这几页。",
    "too_heavy": "文件太复杂，处理不了。请重新扫描成图片后再传。",
    "timed_out": "文件处理时间过长。请重新扫描成图片后再传。",
    "unsafe_content": "文件里带有脚本或附件，不能接收。请打印后重新扫描。",
}


def file_sentence(reason: str) -> str:
    """The sentence for a reason of `core.files.turned_away`."""
    return SENTENCES[reason]


# A chat service gives out so much and no more; what it does not give comes in at the desk.
_AT_THE_DESK = "请在工作台的移交清单里上传，断了可以接着传。"
NOT_FETCHED = {
    "too_large": f"这个文件超过 20 MB，这里取不到。{_AT_THE_DESK}",
    "gone": f"这个文件没有取到，可能已过期。请再发一次；再取不到，{_AT_THE_DESK}",
}
