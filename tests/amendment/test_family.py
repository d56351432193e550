"""The agreements of a region beside each other."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.amendment.compare import DIFFERENT
from renkei.amendment.family import Basis, Family, Row, Standing, family
from renkei.instrument import Kind, read_text
from tests.amendment.agreements import PARTNERS, TEXT, agreement

SAME, DIFFERS, ABSENT, ONLY = Standing.SAME, Standing.DIFFERS, Standing.ABSENT, Standing.ONLY
LIBRARY = "図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。\n"
ROWS = ["観光の推進", "創業の促進", "災害対策", "図書館"]
MODEL = read_text(
    TEXT.format(name="〔乙〕", address="〔乙の住所〕", head="〔乙の氏名〕").replace(
        "青嶺市", "〔甲〕"
    )
)


def row(found: Family, name: str) -> Row:
    return next(row for row in (*found.rows, *found.articles) if row.name == name)


def standings(found: Family, name: str) -> list[Standing]:
    return [cell.standing for cell in row(found, name).cells]


def test_four_partners_with_one_wording_differ_nowhere() -> None:
    found = family({partner: agreement(partner) for partner in PARTNERS})
    assert found.columns == tuple(PARTNERS)
    assert [row.name for row in found.rows] == ROWS
    assert [row.path for row in found.rows][::3] == [("圏域の経済の成長",), ("生活の機能の強化",)]
    assert all(row.differing == 0 and row.taking_part == 4 for row in found.rows)
    assert [row.name for row in found.articles] == [
        "前文", "目的", "連携する取組等", "費用分担", "附則", "後文",
    ]  # fmt: skip
    assert all(row.differing == 0 for row in found.articles)


def test_a_partner_with_its_own_words_is_marked_and_the_words_are_shown() -> None:
    found = family(
        {
            "浜辺市": agreement("浜辺市"),
            "川添町": agreement("川添町", ("相談窓口を知らせる。", "相談窓口を広報で知らせる。")),
            "高穂村": agreement("高穂村"),
        }
    )
    assert standings(found, "創業の促進") == [SAME, DIFFERS, SAME]
    changed = {
        head: [(c.before, c.after) for c in changes if c.kind in DIFFERENT]
        for head, changes in row(found, "創業の促進").changes(1)
    }
    assert changed == {"内容": [], "甲の役割": [], "乙の役割": [("", "広報で")]}


def test_without_a_model_the_majority_is_the_standard() -> None:
    own = ("相談窓口を知らせる。", "相談窓口を広報で知らせる。")
    found = family(
        {
            "浜辺市": agreement("浜辺市"),
            "川添町": agreement("川添町", own),
            "高穂村": agreement("高穂村", own),
        }
    )
    assert standings(found, "創業の促進") == [DIFFERS, SAME, SAME]
    assert row(found, "創業の促進").basis is Basis.MAJORITY


def test_with_a_model_the_model_is_the_standard_and_gives_the_order() -> None:
    own = ("相談窓口を知らせる。", "相談窓口を広報で知らせる。")
    documents = {partner: agreement(partner, own) for partner in PARTNERS}
    found = family(documents, MODEL)
    assert standings(found, "創業の促進") == [DIFFERS] * 4
    assert row(found, "創業の促進").basis is Basis.MODEL
    for name in ("観光の推進", "前文", "附則", "後文"):  # placeholders stand for names and dates
        assert standings(found, name) == [SAME] * 4, name


def test_a_row_of_one_partner_alone_stands_in_its_group() -> None:
    extra = "創業の促進	相談窓口の設置等を行う。	相談窓口を置く。	相談窓口を知らせる。\n"
    added = "朝市	朝市を開く。	出店する。	場所を貸す。\n"
    found = family(
        {
            "浜辺市": agreement("浜辺市"),
            "川添町": agreement("川添町", (extra, extra + added)),
            "高穂村": agreement(
                "高穂村",
                (LIBRARY, ""),
            ),
        }
    )
    assert [row.name for row in found.rows] == [*ROWS[:2], "朝市", *ROWS[2:]]
    assert standings(found, "朝市") == [ABSENT, ONLY, ABSENT]
    assert row(found, "朝市").path == ("圏域の経済の成長",)
    assert standings(found, "図書館") == [SAME, SAME, ABSENT]


def test_a_row_that_comes_first_in_a_group_stands_in_that_group() -> None:
    found = family(
        {
            "浜辺市": agreement("浜辺市"),
            "川添町": agreement(
                "川添町",
                ("災害対策	", "朝市	朝市を開く。	出店する。	貸す。\n災害対策	"),
            ),
            "高穂村": agreement(
                "高穂村",
                ("観光の推進	", "水道	水を融通する。	送る。	使う。\n観光の推進	"),
            ),
        }
    )
    assert [row.name for row in found.rows] == ["水道", *ROWS[:2], "朝市", *ROWS[2:]]


def test_a_renamed_row_is_one_row_that_differs() -> None:
    found = family(
        {
            "浜辺市": agreement("浜辺市"),
            "川添町": agreement(
                "川添町", ("災害対策	", "防災対策	"), ("行う。	災害", "進める。	災害")
            ),
            "高穂村": agreement("高穂村"),
        }
    )
    assert [row.name for row in found.rows] == ROWS
    assert standings(found, "災害対策") == [SAME, DIFFERS, SAME]


def test_the_width_of_a_name_does_not_make_another_row() -> None:
    found = family(
        {
            "浜辺市": agreement("浜辺市", ("図書館	図", "ＩＣＴ	図")),
            "川添町": agreement("川添町", ("図書館	図", "ICT	図")),
        }
    )
    assert [row.name for row in found.rows].count("ＩＣＴ") == 1
    assert standings(found, "ＩＣＴ") == [SAME, DIFFERS]


EDITS = [
    ("相談窓口を知らせる。", "相談窓口を広報で知らせる。"),
    ("災害対策	", "防災対策	"),
    (LIBRARY, ""),
    ("定める。", "定めるものとする。"),
]


@given(st.lists(st.sets(st.sampled_from(EDITS)), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_row_of_every_agreement_is_in_exactly_one_cell(
    edits: list[set[tuple[str, str]]],
) -> None:
    documents = {
        partner: agreement(partner, *sorted(made))
        for partner, made in zip(PARTNERS, edits, strict=False)
    }
    found = family(documents)
    for column, document in enumerate(documents.values()):
        ids = [row.cells[column].entry for row in found.rows]
        printed = [node.id for node in document.of_kind(Kind.ROW)]
        assert sorted(entry.node_id for entry in ids if entry) == sorted(printed)
    for one in found.rows:
        for column, cell in enumerate(one.cells):
            shown = [c.kind in DIFFERENT for _, changes in one.changes(column) for c in changes]
            assert any(shown) == (cell.standing is DIFFERS)
