from collections import Counter
from pathlib import Path

import pytest

import renkei
from renkei.instrument import read_text
from renkei.instrument.checks import check

_FOLDER = Path(renkei.__file__).parent / "data" / "agreements"


@pytest.fixture(scope="module")
def sample() -> str:
    files = sorted(_FOLDER.glob("*sapporo*ishikari*.txt"))
    assert files, f"no sample in {_FOLDER}"
    return files[0].read_text(encoding="utf-8")


def test_the_sample_has_three_doubled_particles_two_joined_rows_and_letters_of_two_widths(
    sample: str,
) -> None:
    found = check(read_text(sample))
    assert Counter(f.code for f in found) == {"R301": 3, "R002": 2, "R305": 1}
    assert {f.found for f in found if f.code == "R301"} == {"にに"}
    assert {"災害対策" in f.message_ja for f in found if f.code == "R301"} == {True}
    assert {f.severity for f in found if f.code in ("R002", "R305")} == {"note"}


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("第5条 甲", "第7条 甲", "R101", "第7条"),
        ("第3条関係", "第4条関係", "R204", "第4条"),
        ("（2019年）3月29日\n\n甲", "（2018年）3月29日\n\n甲", "R401", "平成31年（2018年）3月29日"),
        ("連携協約書2通", "連携協約書3通", "R504", "3通"),
        ("石狩市長\n", "江別市長\n", "R506", "江別市長"),
        ("土地利用\t都市計画", "福祉\t都市計画", "R604", "福祉"),
        ("職員交流等を行う。", "職員交流等", "R602", "職員交流等"),
        ("職員交流等について、乙", "職員研修等について、乙", "R601", "研修"),
        ("第252条の2第4項", "第252条の2第3項", "R703", "第252条の2第3項"),
        ("第252条の2第1項", "第252条の2第2項", "R701", "第252条の2第2項"),
        ("平成31年4月1日から", "平成31年2月1日から", "R406", "平成31年2月1日"),
        ("第252条の2第1項", "第252条の14第1項", "R709", "第252条の14第1項"),
    ],
)
def test_a_slip_put_into_the_sample_is_found_at_its_words(
    sample: str, old: str, new: str, code: str, words: str
) -> None:
    assert sample.count(old) == 1, old
    text = sample.replace(old, new)
    before = Counter(f.code for f in check(read_text(sample)))
    found = check(read_text(text))
    assert [text[f.start : f.end] for f in found if f.code == code] == [words]
    extra = Counter(f.code for f in found) - before
    assert set(extra) <= {code, "R407", "R201"}


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        ("（定期的な協議）", "（変更等）", "R707"),
        ("甲 札幌市中央区", "別表（第3条関係）", "R505"),
        ("、地方自治法（昭和22年", "、次のとおり連携協約", "R702"),
        ("\t職員交流等について、甲と", "\n", "R607"),
    ],
)
def test_a_part_taken_out_of_the_sample_is_missed(
    sample: str, begin: str, end: str, code: str
) -> None:
    start = sample.index(begin)
    text = sample[:start] + sample[sample.index(end, start) :]
    before = Counter(f.code for f in check(read_text(sample)))
    extra = Counter(f.code for f in check(read_text(text))) - before
    assert extra[code] == 1
    assert set(extra) <= {code, "R101", "R601"}
