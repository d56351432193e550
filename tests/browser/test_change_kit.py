"""時にに corrected and one row added over four agreements: edited once, applied, decided, sent, printed.

Everything is done on the pages, by somebody of the centre and, where two write, of a partner.
"""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.browser.clerk import Clerk
from tests.browser.conftest import NARROW
from tests.browser.test_axe import complaints
from tests.browser.test_change_of_four import squeezed, words_of
from tests.desk.office import PASSWORD

NAME = "連携協約の変更（災害対策の字句、別表への1行追加）"
REASON = "災害対策の字句の誤りを正し、公共交通の取組を加えるため。"
ADDED = (
    "地域公共交通",
    "広域的な公共交通の維持に関する検討等を行う。",
    "広域的な公共交通の維持に関する検討等について、乙と協力して取り組む。",
    "広域的な公共交通の維持に関する検討等について、甲と協力して取り組む。",
)
SENTENCE = "「災害時にに」を「災害時に」に改め"
PARTNERS = ("浜辺市", "北野市", "川添町", "高穂村")


@pytest.fixture
def four(transactional_db):
    """The training region with its four agreements in force."""
    import datetime

    import renkei.desk.urls  # noqa: F401  what the first page loads, before its time is taken
    from renkei.desk.training.places import make_places
    from renkei.desk.training.story import conclude

    day = datetime.date.today()  # noqa: DTZ011
    return conclude(make_places(PASSWORD, day), day)


@pytest.fixture
def centre(four, open_at, live_server):
    return Clerk(open_at("/accounts/login/"), live_server.url).sign_in("demo", PASSWORD)


def begin(clerk, title="浜辺市"):
    """Open a change of the agreement with 浜辺市."""
    clerk.go("/changes/")
    clerk.follow("変更案を作る")
    clerk.page.locator("main li a", has_text=title).click()
    clerk.fill(name=NAME, effective="R9.4.1", reason=REASON)
    clerk.press("本文の編集に進む")
    assert "変更案を作りました" in clerk.said
    return clerk.path


def edit(clerk, path):
    """Correct the slip in three cells, add a row behind 環境."""
    clerk.go(f"{path}edit/annex_1__row_災害対策/")
    for cell in clerk.page.locator("main textarea").all():
        cell.fill(cell.input_value().replace("時にに", "時に"))
    clerk.press("保存する")
    clerk.go(f"{path}add/annex_1__row_環境/")
    for cell, words in zip(clerk.page.locator("main textarea").all(), ADDED, strict=True):
        cell.fill(words)
    clerk.press("加える")
    clerk.go(path)


def test_from_the_edit_to_the_bills_of_four(centre, tmp_path):
    path = begin(centre)
    edit(centre, path)
    said = centre.said
    centre.picture("change-kit")
    assert SENTENCE in said
    assert "環境の項の次に次のように加える。" in said
    assert "一字一句同じになることを確かめました" in said
    assert "（新設）" in said
    assert "同じ文言の協約 3" in said
    for extension in ("docx", "pdf", "xlsx"):
        data = centre.fetch(f"{path}files/table.{extension}")
        assert len(data) > 2000
    assert SENTENCE in centre.fetch(f"{path}files/sentences.txt").decode("utf-8-sig")

    centre.go(f"{path}partners/")
    centre.press("当てはめる")
    centre.picture("change-kit-partners")
    assert "3件の協約に当てはめました" in centre.said
    assert centre.said.count("そのまま適用") == 3
    centre.follow("まとめて手続に送る")
    centre.picture("change-kit-send")
    for name in PARTNERS:
        assert name in centre.said
    centre.press("手続を始める")
    assert "手続を始めました" in centre.said

    for procedure in procedures():
        centre.go(f"/procedures/{procedure}/papers/")
        centre.press("すべての文書を作る")
        archive = centre.fetch(f"/procedures/{procedure}/papers/all.zip")
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            papers = {name: files.read(name) for name in files.namelist()}
        bills = [name for name in papers if re.match(r"(議案|協約書|告示)_", name)]
        assert len(bills) == 12
        for name in bills:
            words = words_of(name, papers[name])
            assert squeezed(SENTENCE) in words, name
            assert squeezed("の一部を変更する連携協約") in words, name
            assert squeezed("令和9年4月1日から施行する") in words, name
            assert squeezed(ADDED[1]) in words, name
            assert "見本" in words, name
            (tmp_path / name).write_bytes(papers[name])


def procedures():
    from renkei.desk.procedures.models import Procedure

    keys = list(Procedure.objects.filter(kind="change").values_list("pk", flat=True))
    assert len(keys) == 4
    return keys


def test_two_write_in_one_row_and_the_second_loses_nothing(centre, open_at, live_server):
    path = begin(centre)
    partner = Clerk(open_at("/accounts/login/"), live_server.url).sign_in("hamabe", PASSWORD)
    address = f"{path}edit/annex_1__row_福祉/"
    centre.go(address)
    partner.go(address)
    partner.page.locator("main textarea").nth(1).fill("病児保育の広域利用を行う。")
    partner.press("保存する")
    centre.page.locator("main textarea").nth(3).fill("甲と協力して取り組む。")
    with centre.page.expect_response(lambda answer: answer.status == 409):
        centre.press("保存する")
    assert "先に変更されています" in centre.said
    assert centre.page.locator("[name=cell-1]").input_value() == "病児保育の広域利用を行う。"
    assert centre.page.locator("[name=cell-3]").input_value() == "甲と協力して取り組む。"
    centre.press("この内容で登録する")
    assert "保存しました" in centre.said


def test_every_page_of_the_kit_has_nothing_for_axe_to_find(centre):
    path = begin(centre)
    edit(centre, path)
    centre.go(f"{path}partners/")
    centre.press("当てはめる")
    for address in (
        "/changes/", "/changes/new/", path, f"{path}partners/", f"{path}send/", f"{path}versions/",
        f"{path}text/", f"{path}take/", f"{path}matter/", f"{path}edit/annex_1__row_福祉/",
        f"{path}add/art_2/",
    ):  # fmt: skip
        centre.go(address)
        assert complaints(centre.page) == [], address


def test_without_a_script_and_on_a_narrow_screen(four, open_at, live_server):
    page = open_at("/accounts/login/", size=NARROW, script=False)
    clerk = Clerk(page, live_server.url).sign_in("demo", PASSWORD)
    path = begin(clerk)
    edit(clerk, path)
    clerk.picture("change-kit-narrow")
    assert SENTENCE in clerk.said
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
