"""定位：在制度文件里找到某一条、某一项所在的行。

tomllib gives lines for syntax errors only; this finds the line of a table or key.
"""

import pytest

from rules.locate import line_of, line_of_syntax

TEXT = '''\
edition = "1"
note = """
[[law]]
code = "in a string"
"""
[[law]]  # first
code = "a"

[[law]]
code = "b"
when = [
  "code == b",
]
[law.basis]
article = "x"

[periods.lend]
value = 1
'''


@pytest.mark.parametrize(
    ("table", "nth", "key", "line"),
    [
        ("law", 0, "", 6),
        ("law", 0, "code", 7),
        ("law", 1, "", 9),
        ("law", 1, "code", 10),
        ("law", 1, "when", 11),
        ("law", 1, "basis", 14),
        ("law", 0, "basis", 6),
        ("law", 1, "missing", 9),
        ("periods.lend", 0, "value", 18),
        ("", 0, "edition", 1),
        ("nowhere", 0, "", 1),
    ],
)
def test_a_table_or_key_is_found_at_its_line(table: str, nth: int, key: str, line: int) -> None:
    assert line_of(TEXT, table, nth, key) == line


def test_the_line_of_a_syntax_error_is_read_from_its_message() -> None:
    assert line_of_syntax("Invalid value (at line 12, column 3)") == 12
    assert line_of_syntax("Invalid value (at end of document)") == 1
