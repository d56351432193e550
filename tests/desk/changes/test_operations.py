"""A change of an agreement: edited by two, nothing lost, sentences proved, sent when it is ready."""

import datetime

import pytest

from renkei.desk.changes import operations
from renkei.desk.changes.documents import table_bytes
from renkei.desk.changes.models import Change, Wording
from renkei.desk.changes.pieces import line_of, seen_of
from renkei.desk.changes.texts import base_reading, pair_of, proof_of
from renkei.desk.frame.problems import Refused
from renkei.desk.journal.operation import NotPermitted, Stale
from renkei.instrument.model import shape
from tests.amendment.tables.offices import word
from tests.desk.changes.texts import BUS, agreement, change, edited, mended, piece, words
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, at_machine

pytestmark = pytest.mark.django_db


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_a_change_starts_with_the_words_in_force(office):
    made = change(office)
    assert made.text == words()
    assert not pair_of(made).changed
    assert made.post.municipality.name == AOMINE
    assert [row.made for row in made.wordings.all()] == ["opened"]


def test_only_a_text_in_force_can_be_changed(office):
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.operations import import_text

    row = import_text(
        at_machine(), "d", words().encode(), filename="d.txt", status=Agreement.Status.DRAFT,
        region=office.region,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        change(office, row)
    assert codes(refused) == ["change.not_in_force"]


def test_people_of_neither_party_may_not(office):
    row = agreement(office)
    for who in (office.at(KAWAZOE, "editor"), office.at(HAMABE, "reader")):
        with pytest.raises(NotPermitted):
            change(office, row, who)


def test_the_sentences_lead_exactly_from_the_words_in_force_to_the_target(office):
    made = mended(office, change(office))
    texts = pair_of(made)
    proof = proof_of(made, texts)
    assert proof.ok
    assert "災害対策の項中「災害時にに」を「災害時に」に改め" in proof.prose
    assert "環境の項の次に次のように加える。\n地域公共交通\t" in proof.prose
    assert proof.prose.startswith("　青嶺市及び浜辺市における")
    assert proof.prose.split("\n")[0].endswith("の一部を次のように変更する。")
    assert shape(proof.document.root) == shape(texts.after.document.root)


def test_two_write_in_two_places_and_both_stay(office):
    made = change(office)
    seen = seen_of(piece(made, "第1条"))
    edited(office, made, "災害対策", ("時にに", "時に"))
    one = piece(made, "第1条")
    stale = Change.objects.get(pk=made.pk)
    operations.edit_piece(
        office.at(HAMABE, "editor"), stale, one.node_id, seen, one.text.replace("図る", "目指す")
    )
    made.refresh_from_db()
    assert "時に行う" in made.text
    assert "目指す" in made.text


def test_of_two_in_one_place_the_second_is_told_and_nothing_is_overwritten(office):
    made = change(office)
    one = piece(made, "第1条")
    edited(office, made, "第1条", ("活性化", "発展"))
    with pytest.raises(Stale):
        operations.edit_piece(
            office.at(HAMABE, "editor"), made, one.node_id, seen_of(one), "第1条　別の文。"
        )
    made.refresh_from_db()
    assert "発展" in made.text


def test_every_state_of_the_text_can_be_taken_up_again(office):
    made = mended(office, change(office))
    first = made.wordings.get(number=1)
    operations.put_text(
        office.at(AOMINE, "editor"), made, first.text, seen=made.number, made=Wording.Made.RESTORED
    )
    made.refresh_from_db()
    assert made.text == words()
    assert [row.number for row in made.wordings.all()] == [4, 3, 2, 1]


def test_a_text_as_it_was_is_no_new_version(office):
    made = change(office)
    operations.put_text(office.at(AOMINE, "editor"), made, made.text, seen=made.number)
    assert made.wordings.count() == 1


def test_sentences_written_elsewhere_are_applied_exactly_or_refused_with_the_place(office):
    made = change(office)
    who = office.at(AOMINE, "editor")
    prose = "第1条中「活性化」を「発展」に改める。"
    operations.take_prose(who, made, prose, seen=made.number)
    made.refresh_from_db()
    assert "圏域の発展を図る" in made.text
    with pytest.raises(Refused) as refused:
        operations.take_prose(
            who, made, "第1条中「ない語」を「発展」に改め、第9条を削る。", seen=made.number
        )
    assert "amend.TextNotFound" in codes(refused)
    assert "amend.NoSuchProvision" in codes(refused)
    made.refresh_from_db()
    assert "圏域の発展を図る" in made.text


def test_the_word_file_of_the_sentences_comes_back_as_the_same_change(office):
    from renkei.amendment.paper import read_paper
    from renkei.desk.changes.documents import sentences_docx

    made = mended(office, change(office))
    texts = pair_of(made)
    data = sentences_docx(made, proof_of(made, texts).prose)
    other = change(office, made.agreement)
    prose = read_paper(data, "改め文.docx")
    operations.take_prose(office.at(AOMINE, "editor"), other, prose, seen=other.number)
    other.refresh_from_db()
    assert shape(pair_of(other).after.document.root) == shape(texts.after.document.root)


def test_an_edited_word_file_is_taken_in_and_gives_the_same_change(office):
    from renkei.instrument import read_text
    from renkei.instrument.formats.docx import write_docx

    made = change(office)
    data = write_docx(read_text(words().replace("時にに", "時に")))
    operations.take_file(office.at(AOMINE, "editor"), made, data, "改正案.docx", seen=made.number)
    made.refresh_from_db()
    proof = proof_of(made, pair_of(made))
    assert proof.ok
    assert "「災害時にに」を「災害時に」に改める。" in proof.prose
    assert proof.prose.count("改め") == 1


def test_what_is_no_text_is_refused_and_nothing_is_lost(office):
    made = change(office)
    with pytest.raises(Refused):
        operations.take_file(
            office.at(AOMINE, "editor"), made, b"PK\x03\x04broken", "a.docx", seen=made.number
        )
    made.refresh_from_db()
    assert made.text == words()


def test_a_comparing_table_goes_out_and_comes_back_as_the_same_text(office):
    from renkei.desk.changes.documents import table_bytes

    made = mended(office, change(office))
    target = made.text
    for extension in ("docx", "xlsx"):
        for old_right in (True, False):
            data = table_bytes(made, pair_of(made), extension, old_right=old_right)
            other = change(office, made.agreement)
            operations.take_table(office.at(AOMINE, "editor"), other, data, seen=other.number)
            other.refresh_from_db()
            after = pair_of(other).after.document
            assert shape(after.root) == shape(pair_of(made).after.document.root), target


def test_a_table_that_does_not_fit_is_refused_with_its_row(office):
    made = change(office)
    data = word(("第1条　この連携協約は、目的を定める。", "第1条　何も定めない。"))
    with pytest.raises(Refused) as refused:
        operations.take_table(office.at(AOMINE, "editor"), made, data, seen=made.number)
    (problem,) = refused.value.problems
    assert problem.field == "file"
    assert problem.ja.startswith("表の2行目：")
    assert problem.ja.count("何も定めない") == 1


def test_nothing_is_checked_that_changes_nothing(office):
    made = change(office)
    with pytest.raises(Refused) as refused:
        operations.check(office.at(AOMINE, "editor"), made)
    assert codes(refused) == ["change.none"]


def test_whoever_edits_what_was_checked_has_to_check_it_again(office):
    made = mended(office, change(office))
    operations.check(office.at(AOMINE, "council"), made)
    made.refresh_from_db()
    assert made.state == "checked"
    edited(office, made, "第1条", ("活性化", "発展"))
    made.refresh_from_db()
    assert made.state == "draft"


def newer(row, swap, day="2026-10-01"):
    """Another wording of the agreement, as a procedure that took effect meanwhile makes it."""
    from renkei.desk.agreements.effect import begin_wording
    from renkei.desk.agreements.models import Expression
    from tests.desk.office import behind_the_back

    text = words().replace(*swap)
    assert text != words()
    with behind_the_back(Expression):
        return begin_wording(
            row,
            text.encode(),
            "newer.txt",
            made=Expression.Made.CHANGED,
            procedure=None,
            concluded=None,
            valid_from=datetime.date.fromisoformat(day),
            person=None,
        )


def test_a_change_of_an_older_wording_is_told_so_and_moved_to_the_newest(office):
    made = mended(office, change(office))
    newer(made.agreement, ("活性化", "発展"))
    who = office.at(AOMINE, "editor")
    with pytest.raises(Refused) as refused:
        operations.check(who, made)
    assert codes(refused) == ["change.WrongBase"]
    operations.rebase(who, made, seen=made.number)
    made.refresh_from_db()
    assert "圏域の発展" in made.text
    assert "時に行う" in made.text
    assert "地域公共交通" in made.text
    operations.check(who, made)


def test_a_change_that_does_not_fit_the_newest_wording_stays_as_it_is(office):
    made = mended(office, change(office))
    before = made.text
    newer(made.agreement, ("時にに", "の"))
    with pytest.raises(Refused) as refused:
        operations.rebase(office.at(AOMINE, "editor"), made, seen=made.number)
    assert "amend.TextNotFound" in codes(refused)
    made.refresh_from_db()
    assert made.text == before
    assert made.base_digest != ""


def test_references_that_a_new_article_breaks_are_put_right_on_request(office):
    from renkei.desk.changes.references import broken_of

    row = agreement(office, more="第4条の協議を妨げない。")
    made = change(office, row)
    after = piece(made, "第2条")
    operations.add_piece(
        office.at(AOMINE, "editor"), made, after.node_id, seen_of(after),
        "（公開）\n\n第3条 甲及び乙は、成果を公表する。", renumber=True,
    )  # fmt: skip
    made.refresh_from_db()
    found = broken_of(pair_of(made))
    assert ("第4条", "第5条") in [(one.printed, one.wanted) for one in found]
    operations.take_references(office.at(AOMINE, "editor"), made, seen=made.number)
    made.refresh_from_db()
    assert "第5条の協議を妨げない。" in made.text
    assert proof_of(made, pair_of(made)).ok


def test_what_is_given_up_stays_readable_and_closed(office):
    made = mended(office, change(office))
    operations.drop(office.at(AOMINE, "editor"), made)
    made.refresh_from_db()
    assert made.wordings.count() == 3
    with pytest.raises(Refused) as refused:
        edited(office, made, "第1条", ("活性化", "発展"))
    assert codes(refused) == ["change.closed"]


def test_outsiders_do_not_see_a_change(office, client):
    made = change(office)
    client.force_login(office.person(KITANO, "editor"))
    assert client.get(f"/changes/{made.pk}/").status_code == 404
    assert base_reading(made.base).title


def test_what_is_sent_twice_is_added_once(office):
    made = change(office)
    editor, row = office.at(AOMINE, "editor"), piece(made, "環境")
    for _press in range(2):
        operations.add_piece(editor, made, row.node_id, seen_of(row), line_of(BUS))
    made.refresh_from_db()
    assert made.text.count(BUS[0] + "\t") == 1
    assert made.number == 2
    second = piece(made, "第2条")
    words = "（公開）\n\n第3条 公表する。"
    for _press in range(2):
        operations.add_piece(editor, made, second.node_id, seen_of(second), words, renumber=True)
    made.refresh_from_db()
    assert made.text.count("（公開）") == 1
    assert "第5条 この連携協約を変更し" in made.text


def test_the_same_words_saved_twice_are_no_conflict(office):
    made = change(office)
    editor, row = office.at(AOMINE, "editor"), piece(made, "第1条")
    for _press in range(2):
        words = row.text.replace("活性化", "発展")
        operations.edit_piece(editor, made, row.node_id, seen_of(row), words)
    made.refresh_from_db()
    assert made.number == 2


def test_the_articles_behind_a_deleted_one_move_up(office):
    made = change(office)
    row = piece(made, "第3条")
    editor = office.at(AOMINE, "editor")
    operations.edit_piece(editor, made, row.node_id, seen_of(row), "", renumber=True)
    made.refresh_from_db()
    assert "第3条 この連携協約を変更し" in made.text
    assert "費用分担" not in made.text
    assert "第3条を削り、第4条を第3条とする。" in proof_of(made, pair_of(made)).prose


def test_a_text_without_an_article_does_not_take_the_place_of_an_agreement(office):
    made = change(office)
    editor = office.at(AOMINE, "editor")
    with pytest.raises(Refused) as refused:
        operations.take_file(editor, made, "こんにちは".encode(), "挨拶.txt", seen=1)
    assert refused.value.problems[0].code == "change.no_agreement"
    mended(office, made)
    data = table_bytes(made, pair_of(made), "docx", old_right=True)
    with pytest.raises(Refused) as refused:
        operations.take_file(editor, made, data, "対照表.docx", seen=made.number)
    assert refused.value.problems[0].code == "change.is_a_table"
    made.refresh_from_db()
    assert "（目的）" in made.text


def test_what_could_not_be_proved_is_not_checked(office, monkeypatch):
    from dataclasses import replace

    made = mended(office, change(office))
    real = operations.proof_of
    monkeypatch.setattr(operations, "proof_of", lambda *of: replace(real(*of), ok=False))
    with pytest.raises(Refused) as refused:
        operations.check(office.at(AOMINE, "editor"), made)
    assert codes(refused) == ["change.unproved"]
    made.refresh_from_db()
    assert made.state == Change.State.DRAFT


def test_nothing_is_added_behind_what_says_something_else_by_now(office):
    made = change(office)
    seen = seen_of(piece(made, "環境"))
    edited(office, made, "環境", ("共同処理", "広域処理"))
    with pytest.raises(Stale):
        operations.add_piece(
            office.at(AOMINE, "editor"), made, piece(made, "環境").node_id, seen, line_of(BUS)
        )
