"""A device in plain words (登录设备): enough to recognise one's own, no fingerprint."""

from __future__ import annotations

_KINDS = (("iPad", "平板"), ("iPhone", "手机"), ("Android", "手机"), ("Mobile", "手机"))
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("wxwork", "企业微信"),
    ("DingTalk", "钉钉"),
    ("QIHU", "360 浏览器"),
    ("QAXBrowser", "奇安信浏览器"),
    ("Edg/", "Edge 浏览器"),
    ("Firefox/", "Firefox 浏览器"),
    ("Chrome/", "Chrome 浏览器"),
    ("Safari/", "Safari 浏览器"),
)


def device_name(user_agent: str) -> str:
    """手机，微信 … 电脑，Chrome 浏览器; a program is a program."""
    browser = next((said for mark, said in _BROWSERS if mark in user_agent), "")
    if not browser:
        return "程序"
    kind = next((said for mark, said in _KINDS if mark in user_agent), "电脑")
    return f"{kind}，{browser}"
