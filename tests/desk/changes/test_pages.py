"""The pages of changes: what they show, what they keep, whom they turn away."""

import io
import re

import pytest
from django.test import Client

from renkei.desk.changes.models import Change
from renkei.desk.procedures.models import Procedure
from tests.desk.changes.texts import BUS, agreement, change, edited, mended, piece
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, PASSWORD, TAKAHO

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(office):
    """A browser of an editor of a municipality."""

    def sign_in(name, *roles):
        client = Client()
        client.force_login(office.person(name, *(roles or ("editor",))))
        return client

    assert PASSWORD
    return sign_in


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def form_of(html):
    """What a browser would send of the form in the page: hidden fields and what stands in it."""
    values = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="hidden"' in tag:
            values[name[1]] = value[1] if value else ""
    for name, words in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', html, re.S
    ):
        values[name] = words
    return values


def test_a_change_is_opened_on_a_page_and_its_text_is_there_to_be_edited(office, at):
    row = agreement(office)
    client = at(AOMINE)
    assert row.title in page(client, "/changes/new/")
    address = f"/changes/new/{row.slug}/"
    page(client, address)
    assert client.post(address, {"name": ""}).status_code == 422
    answer = client.post(address, {"name": "連携協約の変更", "effective": "R9.4.1"})
    made = Change.objects.get()
    assert answer.headers["Location"] == f"/changes/{made.pk}/"
    html = page(client, f"/changes/{made.pk}/")
    assert "まだ何も変わっていません" in html
    assert "令和9年（2027年）4月1日" in html
    assert "見本" in html


def test_the_page_shows_sentences_table_proof_findings_and_what_is_touched(office, at):
    made = mended(office, change(office))
    html = page(at(HAMABE), f"/changes/{made.pk}/")
    assert "「災害時にに」を「災害時に」に改め" in html
    assert "一字一句同じになることを確かめました" in html
    assert "変更前" in html
    assert "（新設）" in html
    assert "加わる取組" in html
    assert BUS[0] in html
    assert "R301" not in html  # the doubled particle is gone
    assert "点検を終える" in html


def test_a_slip_that_the_edit_brings_in_is_the_first_thing_said(office, at):
    made = change(office)
    edited(office, made, "福祉", ("病児保育の", "病児保育のをを"))
    html = page(at(AOMINE), f"/changes/{made.pk}/")
    assert html.index("新しい指摘") < html.index("R301")
    assert html.count("新しい指摘") == 1


def test_a_row_is_edited_in_its_cells_without_a_script(office, at):
    made = change(office)
    client = at(AOMINE)
    node = piece(made, "災害対策").node_id
    address = f"/changes/{made.pk}/edit/{node}/"
    html = page(client, address)
    for heading in ("取組", "内容", "甲の役割", "乙の役割"):
        assert f">{heading}<" in html
    values = form_of(html) | {"cell-1": "一行目\r\n二行目", "act": "save"}
    assert client.post(address, values).status_code == 302
    made.refresh_from_db()
    assert "一行目\u2028二行目" in made.text
    assert "一行目\n二行目" in page(client, address)


def test_the_second_of_two_writers_is_told_and_keeps_what_was_typed(office, at):
    made = change(office)
    first, second = at(AOMINE), at(HAMABE)
    address = f"/changes/{made.pk}/edit/{piece(made, '第1条').node_id}/"
    mine, theirs = form_of(page(first, address)), form_of(page(second, address))
    save = {"act": "save"}
    changed = {"words": theirs["words"].replace("活性化", "発展")}
    assert second.post(address, theirs | changed | save).status_code == 302
    answer = first.post(address, mine | {"words": mine["words"].replace("図る", "目指す")} | save)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "目指す" in html
    assert "圏域の発展を図る" in html
    made.refresh_from_db()
    assert "発展を図る" in made.text
    # Sent again from the page that told them, it is taken.
    again = form_of(html) | {"act": "save"}
    assert first.post(address, again).status_code == 302
    made.refresh_from_db()
    assert "目指す" in made.text


def test_where_the_place_is_gone_the_words_are_given_back(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/edit/{piece(made, '環境').node_id}/"
    values = form_of(page(client, address))
    assert at(HAMABE).post(address, values | {"act": "delete"}).status_code == 302
    answer = client.post(address, values | {"cell-1": "大事な文", "act": "save"})
    assert answer.status_code == 409
    assert "大事な文" in answer.content.decode()


def test_a_row_is_added_moved_and_taken_out(office, at):
    made = change(office)
    client = at(AOMINE)
    node = piece(made, "福祉").node_id
    address = f"/changes/{made.pk}/add/{node}/"
    values = form_of(page(client, address))
    assert client.post(address, values).status_code == 422  # nothing typed
    cells = {f"cell-{at}": words for at, words in enumerate(BUS)}
    assert client.post(address, values | cells).status_code == 302
    bus = piece(made, "地域公共交通").node_id
    edit = f"/changes/{made.pk}/edit/{bus}/"
    assert client.post(edit, form_of(page(client, edit)) | {"act": "up"}).status_code == 302
    assert made.pk == Change.objects.get().pk
    made.refresh_from_db()
    assert made.text.index("地域公共交通") < made.text.index("福祉\t")
    assert client.post(edit, form_of(page(client, edit)) | {"act": "delete"}).status_code == 302
    made.refresh_from_db()
    assert "地域公共交通" not in made.text


def test_an_article_is_added_and_the_rest_renumbered(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/add/{piece(made, '第2条').node_id}/"
    html = page(client, address)
    assert "第3条　" in html
    values = form_of(html) | {"words": "（公開）\n\n第3条 公表する。", "renumber": "1"}
    assert client.post(address, values).status_code == 302
    made.refresh_from_db()
    assert "第5条 この連携協約を変更し" in made.text


def test_an_empty_provision_is_not_saved_by_mistake(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/edit/{piece(made, '第1条').node_id}/"
    answer = client.post(address, form_of(page(client, address)) | {"words": " ", "act": "save"})
    assert answer.status_code == 422
    made.refresh_from_db()
    assert "（目的）" in made.text


def test_the_whole_text_is_edited_and_a_second_writer_told(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/text/"
    values = form_of(page(client, address))
    edited(office, made, "第1条", ("活性化", "発展"))
    answer = client.post(address, values | {"words": values["words"].replace("図る", "目指す")})
    assert answer.status_code == 409
    made.refresh_from_db()
    assert "目指す" not in made.text


@pytest.mark.parametrize("kind", ["text", "prose", "table"])
def test_files_and_pasted_words_are_taken_in(office, at, kind):
    from renkei.desk.changes.documents import sentences_docx, table_bytes
    from renkei.desk.changes.texts import pair_of, proof_of

    source = mended(office, change(office))
    texts = pair_of(source)
    data = {
        "text": source.text.encode(),
        "prose": sentences_docx(source, proof_of(source, texts).prose),
        "table": table_bytes(source, texts, "xlsx", old_right=True),
    }[kind]
    made = change(office, source.agreement)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/take/"
    file = io.BytesIO(data)
    file.name = {"text": "a.txt", "prose": "a.docx", "table": "a.xlsx"}[kind]
    values = form_of(page(client, address)) | {"kind": kind, "prose": ""}
    answer = client.post(address, values | {"file": file})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    made.refresh_from_db()
    assert "災害時に行う応援等" in made.text
    assert BUS[0] in made.text


def test_the_change_of_a_model_text_is_taken_from_the_same_page(office, at):
    from tests.desk.changes.test_spread import models

    old, new = models(office)
    made = change(office)
    client = at(AOMINE)
    html = page(client, f"/changes/{made.pk}/take/")
    assert "第1版から第2版へ" in html
    address = f"/changes/{made.pk}/model/"
    assert client.post(address, {"model": str(old.pk), "seen": "1"}).status_code == 404
    assert client.post(address, {"model": str(new.pk), "seen": "1"}).status_code == 302
    made.refresh_from_db()
    assert "浜辺市と圏域の活性化" in made.text
    client.post(address, {"model": str(new.pk), "seen": "1"})  # drawn from an older version
    made.refresh_from_db()
    assert made.number == 2


def test_sentences_that_do_not_fit_are_refused_with_sentence_place_and_remedy(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/take/"
    prose = "第1条中「どこにもない語」を「別の語」に改める。"
    answer = client.post(
        address, form_of(page(client, address)) | {"kind": "prose", "prose": prose}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "どこにもない語" in html
    assert prose in html  # what was pasted is still there
    made.refresh_from_db()
    assert made.number == 1


@pytest.mark.parametrize(
    ("file", "head"),
    [("sentences.docx", b"PK"), ("sentences.txt", b"\xef\xbb\xbf"), ("table.docx", b"PK"),
     ("table.pdf", b"%PDF"), ("table.xlsx", b"PK"), ("table.docx?old=left", b"PK"),
     ("text.docx", b"PK"), ("text.txt", "青嶺市".encode())],
)  # fmt: skip
def test_files_go_out(office, at, file, head):
    made = mended(office, change(office))
    answer = at(AOMINE).get(f"/changes/{made.pk}/files/{file}")
    assert answer.status_code == 200
    assert answer.content.startswith(head)
    assert "%E8%A6%8B%E6%9C%AC_" in answer.headers["Content-Disposition"]  # 見本_


def test_there_is_no_file_of_nothing(office, at):
    made = change(office)
    client = at(AOMINE)
    for file in ("sentences.docx", "table.pdf", "table.exe", "text.exe"):
        page(client, f"/changes/{made.pk}/files/{file}", 404)


def test_a_version_is_taken_up_again(office, at):
    made = mended(office, change(office))
    client = at(AOMINE)
    address = f"/changes/{made.pk}/versions/"
    assert "第3版" in page(client, address)
    client.post(address, {"number": "1", "seen": "3"})
    made.refresh_from_db()
    assert made.number == 4
    assert "時にに" in made.text
    client.post(address, {"number": "2", "seen": "3"})  # somebody was faster
    made.refresh_from_db()
    assert made.number == 4


def test_the_matter_is_revised_and_two_do_not_overwrite_each_other(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/matter/"
    values = {"name": "別の件名", "effective": "令和9年10月1日", "reason": "理由", "post": ""}
    first = form_of(page(client, address))
    assert client.post(address, first | values).status_code == 302
    answer = at(HAMABE).post(address, first | values | {"name": "もう一つの件名"})
    assert answer.status_code == 409
    assert "もう一つの件名" in answer.content.decode()
    made.refresh_from_db()
    assert made.name == "別の件名"


def test_one_change_goes_over_the_family_and_into_procedure(office, at):
    made = mended(office, change(office))
    others = [agreement(office, name) for name in (TAKAHO, KITANO)]
    own = agreement(office, KAWAZOE, disaster="防災訓練の共同実施等を行う。")
    client = at(AOMINE)
    address = f"/changes/{made.pk}/partners/"
    html = page(client, address)
    assert html.count('name="agreement"') == 3
    keys = [str(row.pk) for row in (*others, own)]
    assert client.post(address, {"agreement": keys}).status_code == 302
    html = page(client, address)
    assert html.count("そのまま適用") == 2
    assert "TextNotFound" in html
    row = Change.objects.get(agreement=own)
    miss = row.misfits.get()
    decide = f"/changes/{row.pk}/deviations/{miss.pk}/"
    html = page(client, decide)
    assert "この文言に合わせる" in html
    refused = client.post(decide, {"decision": "left_out", "reason": ""})
    assert refused.status_code == 422
    assert client.post(decide, {"decision": "taken"}).status_code == 302
    send = f"/changes/{made.pk}/send/"
    html = page(client, send)
    assert html.count("災害対策の項中") >= 3
    answer = client.post(send, {"opened_on": "R8.6.1"})
    assert answer.headers["Location"].startswith("/batches/")
    assert Procedure.objects.count() == 4
    assert "手続中" in page(client, f"/changes/{made.pk}/")
    assert client.get(send).headers["Location"] == answer.headers["Location"]


def test_an_agreement_is_left_out_on_the_page_only_for_a_reason(office, at):
    made = mended(office, change(office))
    client = at(AOMINE)
    client.post(f"/changes/{made.pk}/partners/", {"agreement": [agreement(office, KAWAZOE).pk]})
    row = Change.objects.get(leader=made)
    address = f"/changes/{row.pk}/leave-out/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "検討中のため"}).status_code == 302
    assert "検討中のため" in page(client, f"/changes/{made.pk}/partners/")


def test_what_is_not_ready_is_not_checked_and_says_why(office, at):
    made = change(office)
    answer = at(AOMINE).post(f"/changes/{made.pk}/do/", {"what": "check", "seen": "1"})
    assert answer.status_code == 422
    assert "現行の本文と同じです" in answer.content.decode()
    assert at(AOMINE).post(f"/changes/{made.pk}/do/", {"what": "?"}).status_code == 404


def test_readers_see_and_do_not_edit_and_outsiders_see_nothing(office, at):
    made = mended(office, change(office))
    reader = at(HAMABE, "reader")
    html = page(reader, f"/changes/{made.pk}/")
    assert "編集する" not in html
    node = piece(made, "第1条").node_id
    for address in (f"edit/{node}/", f"add/{node}/", "text/", "take/", "matter/", "send/"):
        page(reader, f"/changes/{made.pk}/{address}", 403)
        page(at(KITANO), f"/changes/{made.pk}/{address}", 404)
    page(at(KITANO), f"/changes/{made.pk}/", 404)
    assert "変更案はありません" in page(at(KITANO), "/changes/")
    assert Client().get(f"/changes/{made.pk}/").status_code == 302


def test_english_pages_have_no_japanese_of_ours(office, at):
    made = mended(office, change(office))
    client = at(AOMINE)
    client.cookies["renkei_language"] = "en"
    for address in ("/changes/", "/changes/new/", f"/changes/{made.pk}/versions/"):
        html = page(client, address)
        bare = re.sub(
            r'<(\w+)[^>]*lang="ja"[^>]*>.*?</\1>', "", html.split("<main", 1)[1], flags=re.S
        )
        bare = re.sub(r"青\w*|連携協約\w*|企画課|現行の本文", "", re.sub(r"<[^>]*>", "", bare))
        assert not re.search(r"[ぁ-ん]{3,}", bare), address


def test_the_list_asks_no_more_for_many_than_for_few(office, at, django_assert_max_num_queries):
    made = mended(office, change(office))
    for _ in range(6):
        change(office, made.agreement)
    client = at(AOMINE)
    page(client, "/changes/")
    with django_assert_max_num_queries(9):
        page(client, "/changes/")
    with django_assert_max_num_queries(12):
        page(client, "/changes/?state=draft")


def test_the_page_of_a_change_keeps_within_the_budget(office, at, django_assert_max_num_queries):
    made = mended(office, change(office))
    client = at(AOMINE)
    client.post(f"/changes/{made.pk}/partners/", {"agreement": [agreement(office, KAWAZOE).pk]})
    for address in ("", "partners/", "versions/"):
        page(client, f"/changes/{made.pk}/{address}")
        with django_assert_max_num_queries(12):
            page(client, f"/changes/{made.pk}/{address}")


def test_a_gap_left_by_a_deleted_article_is_said_before_it_is_sent(office, at):
    made = change(office)
    client = at(AOMINE)
    address = f"/changes/{made.pk}/edit/{piece(made, '第3条').node_id}/"
    html = page(client, address)
    assert "番号を一つずつ繰り上げる" in html
    assert client.post(address, form_of(html) | {"act": "delete"}).status_code == 302
    for where in ("", "send/"):
        html = page(client, f"/changes/{made.pk}/{where}")
        assert "第3条を削る。" in html
        assert "第2条の次が第4条です" in html
        assert "新しい指摘" in html
    first, second = at(AOMINE), f"/changes/{made.pk}/versions/"
    sent = {"seen": "2", "number": "1"}
    assert first.post(second, sent).status_code == 302
    assert "この画面を開いた後に本文が変わりました" in first.post(second, sent).content.decode()
    values = form_of(page(client, address)) | {"act": "delete", "renumber": "1"}
    assert client.post(address, values).status_code == 302
    html = page(client, f"/changes/{made.pk}/")
    assert "第3条を削り、第4条を第3条とする。" in html
    assert "全文を改める形" not in html


def test_a_number_given_twice_is_said_to_give_the_whole_text_anew(office, at):
    made = change(office)
    edited(office, made, "第4条", ("第4条", "第3条"))
    for where in ("", "send/"):
        assert "全文を改める形になっています" in page(at(AOMINE), f"/changes/{made.pk}/{where}")


def test_the_last_article_and_a_row_offer_no_numbers_to_move(office, at):
    made = change(office)
    for name in ("第4条", "環境"):
        address = f"/changes/{made.pk}/edit/{piece(made, name).node_id}/"
        assert 'name="renumber"' not in page(at(AOMINE), address)


def test_every_file_of_a_made_up_region_says_so_on_its_pages(office, at):
    from html import unescape
    from zipfile import ZipFile

    made = mended(office, change(office))
    client = at(AOMINE)
    for name in ("sentences.docx", "table.docx", "table.xlsx", "text.docx"):
        answer = client.get(f"/changes/{made.pk}/files/{name}")
        with ZipFile(io.BytesIO(answer.content)) as book:
            names = [part for part in book.namelist() if part.endswith("xml")]
            parts = [unescape(book.read(part).decode()) for part in names]
        assert any("見本" in part for part in parts), name
    table = client.get(f"/changes/{made.pk}/files/table.pdf").content
    assert table.startswith(b"%PDF")


def test_no_table_is_handed_out_that_was_not_proved(office, at, monkeypatch):
    from renkei.desk.changes import documents

    made = mended(office, change(office))
    monkeypatch.setattr(documents, "proved_table", lambda *texts, **how: None)
    for extension in ("docx", "pdf", "xlsx"):
        answer = at(AOMINE).get(f"/changes/{made.pk}/files/table.{extension}", follow=True)
        assert answer.redirect_chain
        assert "確かめられないため、出力できません" in answer.content.decode()


def test_the_page_says_whose_wording_it_is_and_what_happens_after_sending(office, at):
    made = mended(office, change(office))
    client = at(AOMINE)
    html = page(client, f"/changes/{made.pk}/")
    assert "青嶺市の様式の設定によります" in html
    assert "手続で案文を差し替えても" not in html
    assert "この変更案を編集できません" in page(client, f"/changes/{made.pk}/send/")
    answer = client.post(f"/changes/{made.pk}/send/", {"opened_on": "2026-10-01"})
    assert answer.status_code == 302
    assert "手続で案文を差し替えても" in page(client, f"/changes/{made.pk}/")


def test_a_form_pressed_twice_leads_to_the_procedure_and_not_to_an_error(office, at):
    made = mended(office, change(office))
    client, day = at(AOMINE), {"opened_on": "2026-10-01"}
    address = f"/changes/{made.pk}/send/"
    first, second = client.post(address, day), client.post(address, day)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Procedure.objects.count() == 1


def test_what_was_typed_while_another_sent_the_change_is_given_back(office, at):
    made = mended(office, change(office))
    client = at(AOMINE)
    node = piece(made, "第1条").node_id
    stale = {}
    for where in (f"edit/{node}/", f"add/{node}/", "text/", "take/"):
        stale[where] = form_of(page(client, f"/changes/{made.pk}/{where}"))
    client.post(f"/changes/{made.pk}/send/", {"opened_on": "2026-10-01"})
    for where, values in stale.items():
        address = f"/changes/{made.pk}/{where}"
        key = "prose" if where == "take/" else "words"
        answer = client.post(address, values | {key: "大事な文", "kind": "text", "act": "save"})
        assert answer.status_code == 409, where
        assert "大事な文" in answer.content.decode()
        assert client.get(address).headers["Location"] == f"/changes/{made.pk}/"


def test_a_change_under_way_is_said_before_another_is_sent(office, at):
    row = agreement(office)
    first, second = mended(office, change(office, row)), mended(office, change(office, row))
    client = at(AOMINE)
    address = f"/changes/{second.pk}/send/"
    assert "進んでいる変更の手続があります" not in page(client, address)
    client.post(f"/changes/{first.pk}/send/", {"opened_on": "2026-10-01"})
    assert "進んでいる変更の手続があります" in page(client, address)
