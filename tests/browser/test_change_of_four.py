"""One change of four agreements, taken from draft to in force by the people of five municipalities.

Everything is done on the pages, each municipality in a browser of its own. Every gate is first tried too
early: the page refuses and names the provision.
"""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest

from tests.browser.clerk import Clerk
from tests.desk.office import PASSWORD

CENTRE = "青嶺市"
USERS = {
    "青嶺市": "demo",
    "浜辺市": "hamabe",
    "川添町": "kawazoe",
    "高穂村": "takaho",
    "北野市": "kitano",
}
PARTNERS = list(USERS)[1:]
MATTER = "連携協約の変更（災害対策の字句、別表への1行追加）"
REASON = "災害対策の字句の誤りを正し、公共交通の取組を加えるため。"
LAW = "地方自治法第252条の2第4項"
ADDED = "地域公共交通"


class Calendar:
    """What day it is at the desk, for every thread of it."""

    def __init__(self, day):
        self.day = datetime.date.fromisoformat(day)

    def turn(self, day):
        new = datetime.date.fromisoformat(day)
        assert new >= self.day
        self.day = new


@pytest.fixture
def calendar(monkeypatch):
    """Today is what the test says; moments of the past stay when they were."""
    from django.utils import timezone

    real, kept = timezone.localdate, Calendar("2026-06-01")
    monkeypatch.setattr(
        timezone, "localdate", lambda *moment: real(*moment) if moment else kept.day
    )
    return kept


class Matter:
    """The region with its four agreements in force since 2022, and who works on their change."""

    def __init__(self, open_at, root, day):
        from renkei.desk.training.places import make_places
        from renkei.desk.training.story import conclude

        self.places = make_places(PASSWORD, day)
        self.agreements = conclude(self.places, day)
        self.code = {name: place.code for name, place in self.places.by_name.items()}
        self.at = {
            name: Clerk(open_at("/accounts/login/"), root).sign_in(user, PASSWORD)
            for name, user in USERS.items()
        }
        self.centre = self.at[CENTRE]
        self.batch, self.procedure = "", {}

    def open(self, effective, folder):
        """Open the change of all four by the form of many agreements; find their procedures."""
        from renkei.desk.procedures.models import Procedure
        from renkei.desk.training.story import changed_text

        files = []
        for row in self.agreements.values():
            files.append(folder / f"{row.slug}-改正案.txt")
            files[-1].write_bytes(changed_text(row))
        clerk = self.centre.go("/procedures/")
        clerk.follow("手続を始める")
        clerk.page.check("[name=kind][value=change]")
        for row in self.agreements.values():
            clerk.page.check(f"[name=agreement][value='{row.pk}']")
        clerk.press("次へ")
        clerk.fill(name=MATTER, opened_on="R8.6.1", effective=effective, reason=REASON)
        clerk.page.set_input_files("[name=texts]", files)
        clerk.press("確認画面へ進む")
        clerk.picture("change-opening-check")
        for file in files:
            assert file.name in clerk.said
        clerk.press("手続を始める")
        assert "手続を始めました" in clerk.said
        self.batch = clerk.path
        rows = Procedure.objects.filter(batch=self.batch.strip("/").split("/")[1])
        of = {row.agreement_id: row.pk for row in rows}
        self.procedure = {name: of[row.pk] for name, row in self.agreements.items()}

    def key(self, step, name=""):
        """How a step of a municipality, or of all, is addressed."""
        return f"{step}-{self.code[name] if name else 'all'}"

    def together(self, step, name, first="", **values):
        """Record a step of all four by the form of many rows, with consecutive numbers."""
        clerk = self.centre
        whose = self.code[name] if name else "all"
        clerk.go(f"{self.batch}record/{step}/{whose}/")
        clerk.fill(**values)
        if first:
            clerk.fill(first=first)
            clerk.press("選んだ行に順に番号を振る")
        clerk.picture(f"change-bulk-{step}")
        clerk.press("確認画面へ進む")
        assert "4件を記録します" in clerk.said, clerk.said
        said = clerk.said
        clerk.press("この内容で記録する")
        assert "4件を記録しました" in clerk.said
        return said

    def each(self, step, numbers="", **values):
        """Every partner records its own step in its own browser."""
        for count, name in enumerate(PARTNERS, 1):
            own = {"number": numbers.format(10 + count)} if numbers else {}
            self.at[name].act(self.procedure[name], self.key(step, name), **values, **own)

    def too_early(self, name, step, *words, who="", **values):
        """A step is refused with these words, for everyone who tries; and said so beforehand."""
        whose = name if step not in ("sign", "take_effect") else ""
        clerk, procedure = self.at[name], self.procedure[who or PARTNERS[0]]
        clerk.go(f"/procedures/{procedure}/acts/{self.key(step, whose)}/")
        before = clerk.said
        assert "まだ記録できません" in before
        refusal = clerk.refused_act(procedure, self.key(step, whose), **values)
        clerk.picture(f"change-early-{step}-{name}")
        assert "何も登録されていません" in refusal
        for word in words:
            assert word in before, before
            assert word in refusal, refusal


@pytest.fixture
def matter(open_at, live_server, calendar):
    return Matter(open_at, live_server.url, calendar.day)


def test_from_draft_to_in_force(matter, calendar, tmp_path):
    matter.open("令和9年4月1日", tmp_path)

    calendar.turn("2026-06-12")
    matter.together("consult", "", date="R8.6.5")
    matter.too_early(
        CENTRE,
        "bill",
        "浜辺市）の案文の確認がまだ済んでいません",
        LAW,
        date="R8.6.12",
        number="議案第1号",
    )
    matter.together("agree", CENTRE, date="R8.6.12")
    # The word of one is not enough, for either of them.
    for name in (CENTRE, "浜辺市"):
        matter.too_early(
            name,
            "bill",
            "浜辺市）の案文の確認がまだ済んでいません",
            LAW,
            date="R8.6.12",
            number="議案第1号",
        )
    matter.each("agree", date="R8.6.12")

    calendar.turn("2026-09-24")
    matter.too_early(
        CENTRE,
        "resolve",
        "議案の提出がまだ済んでいません",
        "第149条第1号",
        date="R8.9.24",
        result="passed",
    )
    said = matter.together("bill", CENTRE, first="議案第41号", date="R8.9.1")
    for number in (41, 42, 43, 44):
        assert f"議案第{number}号" in said
    matter.too_early("浜辺市", "sign", "青嶺市）の議会の議決がまだありません", LAW, date="R8.9.24")
    matter.together("resolve", CENTRE, date="R8.9.24", result="passed")
    # One council is not enough.
    for name in (CENTRE, "浜辺市"):
        matter.too_early(name, "sign", "浜辺市）の議会の議決がまだありません", LAW, date="R8.9.24")

    calendar.turn("2026-12-14")
    matter.each("bill", numbers="議案第{}号", date="R8.12.1")
    matter.each("resolve", date="R8.12.14", result="passed")
    for step, more in (("publish", {"number": "告示第1号"}), ("file", {"number": "企第1号"})):
        for name in (CENTRE, "浜辺市"):
            matter.too_early(
                name, step, "変更の締結がまだ済んでいません", LAW, date="R8.12.14", **more
            )
    matter.too_early(CENTRE, "take_effect", "変更の締結がまだ済んでいません", LAW)

    calendar.turn("2027-01-20")
    matter.together("sign", "", date="R9.1.20")
    # Nothing is concluded on one party's word.
    matter.too_early(
        CENTRE,
        "publish",
        "がまだ確認していません",
        "一方の当事者だけでは締結になりません",
        date="R9.1.20",
        number="告示第1号",
    )
    matter.too_early(CENTRE, "take_effect", "がまだ確認していません", LAW)
    for name in PARTNERS:
        clerk = matter.at[name].go(f"/procedures/{matter.procedure[name]}/")
        clerk.follow("相手方の記録を確認する")
        assert "令和9年（2027年）1月20日" in clerk.said
        clerk.press("この記録を確認する")
        assert "一方だけの記録です" not in clerk.said

    calendar.turn("2027-01-26")
    matter.together("publish", CENTRE, first="告示第3号", date="R9.1.21")
    matter.together("file", CENTRE, first="青企第101号", date="R9.1.21")
    matter.each("publish", numbers="告示第{}号", date="R9.1.25")
    matter.each("file", numbers="企第{}号", date="R9.1.26")
    for name in PARTNERS:
        matter.at[name].act(matter.procedure[name], matter.key("take_effect"))
    matter.centre.go(matter.batch)
    matter.centre.picture("change-board")

    for name in PARTNERS:
        in_force_from_its_day(matter, calendar, name)
    assert_papers(matter, tmp_path)
    assert_journal_whole()


def in_force_from_its_day(matter, calendar, name):
    """The new words are in force on their day, and the old ones until the day before."""
    address = f"/agreements/{matter.agreements[name].slug}/"
    clerk = matter.at[name]
    for day, new in (("2027-01-26", False), ("2027-03-31", False), ("2027-04-01", True)):
        clerk.go(f"{address}?on={day}")
        assert clerk.page.locator(".facts .state").first.inner_text() == "施行中"
        text = clerk.page.locator("main .annex").first.inner_text()
        assert (ADDED in text) is new
        assert ("時にに" in text) is not new


#: What each paper of the change between 青嶺市 and 浜辺市 has to say: by kind and holder.
FACTS = {
    "議案_青嶺市": ["議案第41号", "令和8年9月1日", REASON],
    "議案_浜辺市": ["議案第11号", "令和8年12月1日", REASON],
    "議決の通知_青嶺市": ["令和8年9月24日", "浜辺市長"],
    "議決の通知_浜辺市": ["令和8年12月14日", "青嶺市長"],
    "協約書_青嶺市": ["2通のうち1通", ADDED],
    "協約書_浜辺市": ["2通のうち2通", ADDED],
    "告示_青嶺市": ["告示第3号", "令和9年1月21日"],
    "告示_浜辺市": ["告示第11号", "令和9年1月25日"],
    "届出書_青嶺市": ["青企第101号", "令和9年1月21日", "見本県知事"],
    "届出書_浜辺市": ["企第11号", "令和9年1月26日", "見本県知事"],
}


def assert_papers(matter, folder):
    """All papers of all four are made on the page and open as Word and PDF; those of one are read."""
    for name in PARTNERS:
        procedure = matter.procedure[name]
        clerk = matter.centre.go(f"/procedures/{procedure}/papers/")
        clerk.press("すべての文書を作る")
        assert "件作りました" in clerk.said, clerk.said
        assert "まだ作っていません" not in clerk.said
        clerk.picture(f"change-papers-{name}")
        with zipfile.ZipFile(
            io.BytesIO(clerk.fetch(f"/procedures/{procedure}/papers/all.zip"))
        ) as all_:
            files = {file: all_.read(file) for file in all_.namelist()}
        words = {file: words_of(file, data) for file, data in files.items()}
        for file, text in words.items():
            assert len(text) > 60, file
            assert "見本" in text, file
        if name == "浜辺市":
            for paper, facts in FACTS.items():
                for extension in ("docx", "pdf"):
                    file = f"{paper}_第1版.{extension}"
                    (folder / file).write_bytes(files[file])
                    for fact in facts:
                        assert squeezed(fact) in words[file], (file, fact)
    # A single one by its link, as somebody saves it.
    clerk.go(f"/procedures/{matter.procedure['浜辺市']}/papers/")
    with clerk.page.expect_download() as download:
        clerk.page.locator("a[href$='.docx']").first.click()
    download.value.save_as(folder / download.value.suggested_filename)
    assert (folder / download.value.suggested_filename).read_bytes()[:2] == b"PK"


def words_of(file, data):
    """All words of a Word or PDF file, without spaces and in ordinary digits."""
    import docx
    import pdfplumber
    from docx.oxml.ns import qn

    if file.endswith(".docx"):
        document = docx.Document(io.BytesIO(data))
        parts = [document.element]
        for section in document.sections:
            parts += [section.header._element, section.footer._element]
        found = [node.text or "" for part in parts for node in part.iter(qn("w:t"))]
        return squeezed("".join(found))
    with pdfplumber.open(io.BytesIO(data)) as document:
        return squeezed("".join(page.extract_text() or "" for page in document.pages))


def squeezed(text):
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).split())


def assert_journal_whole():
    """Every chain holds, and the register still says what the journal says."""
    from renkei.desk.journal import state, verify

    count = verify.Count()
    faults = [fault for key in verify.chains() for fault in verify.faults_of_chain(key, count)]
    assert faults + state.faults_of_rows(count) == []
    assert count.entries > 150
