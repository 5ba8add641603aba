"""写错的制度文件不予采用：说清哪个文件、哪一行、哪一条、哪一项、为什么。

A book that would not compile is refused with file, line, law code, key and a sentence.
"""

from pathlib import Path

import pytest

from rules.book import BookProblem, BookRefused, load_book

LAW = """\
[[law]]
code = "too_few_readers"
title = "查档人员应为 2 人以上"
slogan = ""
applies_to = { steps = ["submit"], modes = ["consult"] }
when = [
  "readers < 2",
]
effect = "refuse"
audience = "applicant"
sensitive = false
override = "nobody"
fixed = true
remedy = "请补填查阅人。"
basis = { instrument = "条例", article = "第三十二条", status = "recalled" }
"""
PERIOD = """
[periods.lend_default]
title = "借阅期限"
value = 7
unit = "working_days"
basis = { instrument = "条例", article = "三十三", status = "recalled" }
"""
# what is written, what stands there instead, the key that is named, its line
SLIPS = [
    ('"readers < 2"', '"reader < 2"', "when", 6),
    ('"readers < 2"', '"readers < two"', "when", 6),
    ('"readers < 2"', '"readers < true"', "when", 6),
    ('"readers < 2"', '"readers ~ 2"', "when", 6),
    ('"readers < 2"', '"readers < readers_identified"', "when", 6),
    ('"readers < 2"', '"readers < 2 or readers > 9"', "when", 6),
    ('"readers < 2"', '"form_signed > true"', "when", 6),
    ('"readers < 2"', '"channel == telephone"', "when", 6),
    ('"readers < 2"', '"channel in inside"', "when", 6),
    ('"readers < 2"', '"channel in [inside, inside]"', "when", 6),
    ('"readers < 2"', '"purpose == curiosity"', "when", 1),
    ('  "readers < 2",\n', "", "when", 6),
    ('"submit"', '"sumbit"', "applies_to", 5),
    ('"consult"', '"browse"', "applies_to", 5),
    ('["submit"]', "[]", "applies_to", 5),
    ('"refuse"', '"deny"', "effect", 9),
    ('"refuse"', '"require"', "approval", 1),
    ('"applicant"', '"everybody"', "audience", 10),
    ("sensitive = false", 'sensitive = "no"', "sensitive", 11),
    ('"nobody"', '"anybody"', "override", 12),
    ('"请补填查阅人。"', '" "', "remedy", 14),
    ('"too_few_readers"', '"Too few"', "code", 2),
    ('"too_few_readers"', '"heard"', "code", 2),
    ('status = "recalled"', 'status = "sure"', "basis", 15),
    ('article = "第三十二条", ', "", "basis", 15),
    ('audience = "applicant"\n', "", "audience", 1),
    ('remedy = "请补填查阅人。"\n', "", "remedy", 1),
    ("fixed = true", "fixed = true\nnote = 1", "note", 14),
]


def problems_of(folder: Path, text: str) -> tuple[BookProblem, ...]:
    (folder / "lending.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BookRefused) as refused:
        load_book(folder)
    return refused.value.problems


@pytest.mark.parametrize(("written", "slip", "key", "line"), SLIPS)
def test_a_slip_in_a_law_is_named_with_its_line_law_and_key(
    tmp_path: Path, written: str, slip: str, key: str, line: int
) -> None:
    first = problems_of(tmp_path, LAW.replace(written, slip))[0]
    assert (first.file, first.line, first.key) == ("lending.toml", line, key)
    assert first.law in ("too_few_readers", "Too few", "heard")
    assert "。 " in first.sentence  # Chinese first, then English


def test_a_slip_in_the_second_law_is_found_in_the_second_law(tmp_path: Path) -> None:
    second = LAW.replace("too_few_readers", "second").replace('"nobody"', '"anybody"')
    (problem,) = problems_of(tmp_path, LAW + "\n" + second)
    assert (problem.line, problem.law, problem.key) == (28, "second", "override")


def test_bad_syntax_is_named_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, LAW.replace('effect = "refuse"', "effect = refuse"))
    assert (problem.line, problem.law) == (9, "")


def test_a_law_written_twice_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, LAW + LAW)
    assert (problem.line, problem.law, problem.key) == (17, "too_few_readers", "code")


def test_more_laws_than_the_engine_can_hold_are_refused(tmp_path: Path) -> None:
    laws = [LAW.replace("too_few_readers", f"law_{n}") for n in range(61)]
    (problem,) = problems_of(tmp_path, "\n".join(laws))
    assert (problem.law, problem.line) == ("law_60", 60 * 16 + 1)


def test_the_book_may_grow_as_long_as_no_step_and_mode_holds_too_many(tmp_path: Path) -> None:
    laws = [LAW.replace("too_few_readers", f"law_{n}") for n in range(60)]
    others = [law.replace('"consult"', '"lend"').replace("law_", "lend_") for law in laws]
    (tmp_path / "lending.toml").write_text("\n".join(laws + others), encoding="utf-8")
    assert len(load_book(tmp_path).laws) == 120


@pytest.mark.parametrize(
    ("written", "slip", "key", "line"),
    [
        ("value = 7", "value = -1", "periods.lend_default.value", 4),
        ("value = 7", "value = 7.5", "periods.lend_default.value", 4),
        ('"working_days"', '"fortnights"', "periods.lend_default.unit", 5),
        ("value = 7\n", "", "periods.lend_default", 2),
        ("[periods.lend_default]", "[period.lend_default]", "period", 1),
    ],
)
def test_a_slip_in_a_period_is_named(
    tmp_path: Path, written: str, slip: str, key: str, line: int
) -> None:
    first = problems_of(tmp_path, PERIOD.replace(written, slip))[0]
    assert (first.key, first.line) == (key, line)


def test_every_slip_is_told_at_once(tmp_path: Path) -> None:
    slips = LAW.replace('"refuse"', '"deny"').replace('"readers < 2"', '"reader < 2"')
    assert {problem.key for problem in problems_of(tmp_path, slips)} == {"effect", "when"}


def test_an_empty_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookRefused, match="holds no"):
        load_book(tmp_path)


def test_a_file_in_another_encoding_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "lending.toml").write_bytes(LAW.encode("gb18030"))
    with pytest.raises(BookRefused, match="UTF-8"):
        load_book(tmp_path)


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, LAW.replace('"refuse"', '"deny"'))
    assert str(problem).startswith("lending.toml:9: too_few_readers effect: ")
