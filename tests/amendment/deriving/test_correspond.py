"""Which provision became which: by what it says, not by its number."""

from __future__ import annotations

from renkei.amendment.deriving import correspond
from renkei.instrument import Document, Kind
from tests.amendment.agreements import agreement
from tests.amendment.applying.ordinance import ordinance

NEW = ("（費用分担）\n第3条", "（協議）\n第3条 甲及び乙は、年に1回集まる。\n\n（費用分担）\n第4条")


def fate(before: Document, after: Document, kind: Kind) -> list[tuple[str, str]]:
    """Labels and names of the pairs of a kind, "" where there is none."""
    return [
        (told(old), told(new))
        for old, new in correspond(before, after).pairs
        if kind in (getattr(old, "kind", None), getattr(new, "kind", None))
    ]


def told(node: object) -> str:
    name = getattr(node, "label", "") or getattr(node, "caption", "")
    children = getattr(node, "children", ())
    return name or (children[0].text if children else getattr(node, "text", ""))


def test_an_article_put_in_renumbers_those_behind_it_and_pairs_with_none() -> None:
    assert fate(agreement(), agreement("浜辺市", NEW), Kind.ARTICLE) == [
        ("第1条", "第1条"),
        ("第2条", "第2条"),
        ("", "第3条"),
        ("第3条", "第4条"),
    ]


def test_what_was_deleted_stands_where_it_stood() -> None:
    without = agreement(
        "浜辺市",
        ("創業の促進\t相談窓口の設置等を行う。\t相談窓口を置く。\t相談窓口を知らせる。\n", ""),
    )
    assert fate(agreement(), without, Kind.ROW) == [
        ("観光の推進", "観光の推進"),
        ("創業の促進", ""),
        ("災害対策", "災害対策"),
        ("図書館", "図書館"),
    ]


def test_every_node_of_both_texts_is_told_once() -> None:
    before, after = agreement(), agreement("高穂村", NEW)
    pairs = correspond(before, after).pairs
    assert sorted(old.id for old, _ in pairs if old) == sorted(n.id for n in before.root.walk())
    assert [new.id for _, new in pairs if new] == [n.id for n in after.root.walk()]


def test_ids_lead_from_one_text_to_the_other_and_back() -> None:
    found = correspond(agreement(), agreement("浜辺市", NEW))
    assert found.after_id("art_3") == "art_4"
    assert found.before_id("art_4") == "art_3"
    assert found.before_id("art_3") is None
    assert found.after_id("annex_1__row_図書館") == "annex_1__row_図書館"
    assert found.after_id("nothing of that name") is None


def test_a_row_that_went_to_another_group_is_the_same_row() -> None:
    row = "図書館\t図書館の相互利用を行う。\t図書を貸す。\t図書を貸す。\n"
    moved = agreement("浜辺市", (row, ""), ("創業の促進\t", f"{row}創業の促進\t"))
    assert ("図書館", "図書館") in fate(agreement(), moved, Kind.ROW)


def test_an_article_written_anew_at_its_number_is_still_that_article() -> None:
    anew = ordinance(("市長は、手数料を納めない者に督促する。", "削除"))
    assert ("第七条", "第七条") in fate(ordinance(), anew, Kind.ARTICLE)


def test_rows_called_by_numbers_are_told_by_what_they_say() -> None:
    shifted = ordinance(
        ("二\t印鑑証明", "二\t戸籍の写しの交付\t一通四百五十円\n三\t印鑑証明"), ("三\t税", "四\t税")
    )
    assert [(a, b) for a, b in fate(ordinance(), shifted, Kind.ROW)] == [
        ("一", "一"),
        ("", "二"),
        ("二", "三"),
        ("三", "四"),
    ]
