"""Taking a text in: seen first, kept or discarded after."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.office import at_machine, behind_the_back
from tests.desk.people import sample_bytes


def hand_in(client, data=None, name="協約.txt", **fields):
    fields["file"] = SimpleUploadedFile(name, data if data is not None else sample_bytes())
    return client.post("/intake/", fields)


def count():
    from renkei.desk.agreements.models import Agreement, Expression, Intake

    return (Agreement.objects.count(), Expression.objects.count(), Intake.objects.count())


def test_findings_are_shown_before_anything_is_kept(as_sato):
    page = as_sato.get(hand_in(as_sato).headers["Location"])
    html = page.content.decode()
    assert "まだ保存されていません" in html
    assert "助詞が重なっています" in html
    assert "条 6・表の行 22" in html
    assert count() == (0, 0, 1)


def test_keeping_enters_it_for_this_person_alone(as_sato, sato):
    from renkei.desk.agreements.models import Agreement

    preview = hand_in(as_sato).headers["Location"]
    answer = as_sato.post(f"{preview}keep/", follow=True)
    assert "保存しました" in answer.content.decode()
    agreement = Agreement.objects.get()
    assert agreement.owner == sato
    assert not agreement.public
    assert bytes(agreement.expressions.get().source) == sample_bytes()
    assert count() == (1, 1, 0)


def test_discarding_leaves_nothing(as_sato):
    preview = hand_in(as_sato).headers["Location"]
    answer = as_sato.post(f"{preview}discard/", follow=True)
    assert "何も保存されていません" in answer.content.decode()
    assert count() == (0, 0, 0)


def test_pasted_text_is_read_as_it_was_seen(as_sato):
    from renkei.desk.agreements.models import Intake

    answer = as_sato.post("/intake/", {"text": "第1条\u3000目的\r\n第2条\u3000費用\r\n"})
    assert answer.status_code == 302
    assert bytes(Intake.objects.get().source).decode() == "第1条\u3000目的\n第2条\u3000費用\n"


def test_the_detected_layout_is_said_and_can_be_overridden(as_sato):
    from renkei.desk.agreements.models import Intake

    preview = hand_in(as_sato).headers["Location"]
    assert "判定: 別表に取組と役割の表をもつ協約" in as_sato.get(preview).content.decode()
    as_sato.post(f"{preview}profile/", {"profile": "statute"})
    assert Intake.objects.get().profile == "statute"
    html = as_sato.get(preview).content.decode()
    assert '<option value="statute" selected>' in html


def test_a_layout_that_does_not_exist_changes_nothing(as_sato):
    from renkei.desk.agreements.models import Intake

    preview = hand_in(as_sato).headers["Location"]
    answer = as_sato.post(f"{preview}profile/", {"profile": "no-such"}, follow=True)
    assert "その様式はありません" in answer.content.decode()
    assert Intake.objects.get().profile == ""


def test_the_same_file_is_not_kept_twice(as_sato):
    first = hand_in(as_sato).headers["Location"]
    as_sato.post(f"{first}keep/")
    second = hand_in(as_sato).headers["Location"]
    answer = as_sato.post(f"{second}keep/", follow=True)
    assert "すでに保存されています" in answer.content.decode()
    assert count() == (1, 1, 0)


def test_keeping_twice_by_an_impatient_click_keeps_once(as_sato):
    preview = hand_in(as_sato).headers["Location"]
    as_sato.post(f"{preview}keep/")
    assert as_sato.post(f"{preview}keep/").status_code == 404
    assert count() == (1, 1, 0)


def test_a_file_nobody_decided_on_disappears(as_sato, sato):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Intake

    preview = hand_in(as_sato).headers["Location"]
    with behind_the_back(Intake) as rows:
        rows.update(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert as_sato.get(preview).status_code == 404
    assert operations.clear_expired(at_machine()) == 1
    assert count() == (0, 0, 0)


def test_waiting_files_can_be_found_again(as_sato):
    preview = hand_in(as_sato, name="下書き.txt").headers["Location"]
    html = as_sato.get("/intake/").content.decode()
    assert preview in html
    assert "下書き.txt" in html


@pytest.mark.parametrize("act", ["keep", "discard", "profile"])
def test_a_link_alone_changes_nothing(as_sato, act):
    preview = hand_in(as_sato).headers["Location"]
    assert as_sato.get(f"{preview}{act}/").status_code == 405
    assert count() == (0, 0, 1)


def test_a_title_with_markup_stays_text(as_sato):
    text = "協力<script>alert(1)</script>に関する連携協約\n\n第1条 <img src=x onerror=alert(2)>とする。\n"
    preview = hand_in(as_sato, text.encode()).headers["Location"]
    html = as_sato.get(preview).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    kept = as_sato.post(f"{preview}keep/", follow=True).content.decode()
    assert "<script>alert" not in kept


def test_files_nobody_decided_on_make_room_for_the_next(as_sato):
    from renkei.desk.agreements.models import Intake

    hand_in(as_sato)
    with behind_the_back(Intake) as rows:
        rows.update(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    hand_in(as_sato)
    assert Intake.objects.count() == 1


def test_a_visit_of_the_page_forgets_the_files_nobody_decided_on(as_sato):
    from renkei.desk.agreements.models import Intake

    hand_in(as_sato)
    with behind_the_back(Intake) as rows:
        rows.update(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    as_sato.get("/intake/")
    assert Intake.objects.count() == 0


def test_an_encoding_is_said_of_a_text_only(as_sato):
    from renkei.instrument.formats import write
    from renkei.instrument.reader import read

    preview = hand_in(as_sato).headers["Location"]
    assert "文字コード" in as_sato.get(preview).content.decode()
    data = write(read("第1条 目的\n"), "docx")
    preview = hand_in(as_sato, data, "協約.docx").headers["Location"]
    assert "文字コード" not in as_sato.get(preview).content.decode()
