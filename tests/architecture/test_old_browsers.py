"""老浏览器：2022 年的 Chromium 97 内核也能用，脚本是 ES2021，样式不嵌套，不用更新的接口。

The floor is Chromium 97 of January 2022: our scripts parse as ES2021, and neither scripts nor styles
use what came later where its absence would break a page. Declarations that old browsers skip are free.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "bot" / "web" / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))
NEWER_INTERFACES = {
    "structuredClone": 98,
    r"\.findLast(Index)?\(": 97,
    r"\.to(Sorted|Reversed|Spliced)\(": 110,
    r"(Object|Map)\.groupBy": 117,
    r"Promise\.(withResolvers|try)": 119,
    r"AbortSignal\.(any|timeout)": 103,
    r"URL\.(canParse|parse)\(": 120,
    r"Array\.fromAsync": 121,
    r"\.(isSubsetOf|intersection|union|difference)\(": 122,
    r"\.(showPopover|togglePopover|checkVisibility)\(": 105,
    r"document\.startViewTransition": 111,
    r"navigator\.userActivation|navigation\.": 102,
    r"\.(setHTML|moveBefore)\(": 133,
}
NEWER_STYLES = {
    r":has\(": 105,
    r"@container": 105,
    r"@layer": 99,
    r"@scope": 118,
    r"@starting-style": 117,
    r"\bcolor-mix\(|\boklch\(|\blight-dark\(": 111,
    r"@media[^{]*\(\s*(width|height)\s*[<>]": 104,
}


def _found(path: Path, patterns: dict[str, int]) -> list[str]:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [
        f"{path.name}: {m[0]}"
        for pattern in patterns
        if (m := re.search(pattern, text)) is not None
    ]


def test_every_script_is_es2021() -> None:
    assert len(SCRIPTS) > 10
    reader = str(ROOT / "tests" / "support" / "parse_es2021.js")
    told = subprocess.run(
        ["node", reader, *map(str, SCRIPTS)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == ""


@pytest.mark.parametrize(
    "path", [p for p in SCRIPTS if "vendor" not in p.parts], ids=lambda p: p.name
)
def test_no_script_of_ours_calls_what_came_later(path: Path) -> None:
    assert _found(path, NEWER_INTERFACES) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_no_style_needs_what_came_later(path: Path) -> None:
    assert _found(path, NEWER_STYLES) == []
    assert _nested(path) == []


def _nested(path: Path) -> list[str]:
    """Rules inside rules; only at-rules may hold others."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    open_, nested = [], []
    for head in re.findall(r"([^{};]*)([{}])", text):
        if head[1] == "}":
            open_.pop()
            continue
        if open_ and not open_[-1].startswith("@"):
            nested.append(head[0].strip())
        open_.append(head[0].strip())
    return nested


def test_nothing_comes_from_anywhere_but_our_own_server() -> None:
    elsewhere = re.compile(r"https?://(?!www\.w3\.org)[a-z]")
    own = [p for p in (*SCRIPTS, *STYLES) if "vendor" not in p.parts]
    own += sorted((ROOT / "bot" / "web" / "templates").rglob("*.j2"))
    assert [p.name for p in own if elsewhere.search(p.read_text(encoding="utf-8"))] == []
