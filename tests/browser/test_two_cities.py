"""Two cities and one agreement of 2019: entered by one, confirmed by the other, read as of two days.

The agreement, its parties, its day of conclusion and its day of effect are facts and stand in the shipped
text. Days and numbers marked as test data are not: they are made up to fill in a form.
"""

import datetime

import pytest

from tests.browser.clerk import Clerk
from tests.desk.office import PASSWORD, at_machine
from tests.desk.people import sample_bytes

SAPPORO, ISHIKARI = "011002", "012351"
#: Test data: not known from any source.
MADE_UP = {
    f"date-agree-{SAPPORO}": "H31.1.15",
    f"date-bill-{SAPPORO}": "平成31年2月12日",
    f"number-bill-{SAPPORO}": "議案第0号（試験用）",
    f"date-resolve-{SAPPORO}": "2019-03-06",
    f"date-resolve-{ISHIKARI}": "2019-03-20",
}


@pytest.fixture
def cities(transactional_db):
    """The region of facts, and somebody at each of two cities."""
    from renkei.desk.accounts.operations import grant, register
    from renkei.desk.accounts.roles import Role
    from renkei.desk.region.loading import load, shipped
    from renkei.desk.region.models import Municipality

    load(at_machine(), shipped("sapporo"))
    for username, code, roles in (
        ("sapporo", SAPPORO, [Role.EDITOR]),
        ("ishikari", ISHIKARI, [Role.APPROVER]),
    ):
        place = Municipality.objects.get(code=code)
        person = register(
            at_machine(), username, PASSWORD, name=f"試験 {username}", municipality=place
        )
        for role in roles:
            grant(
                at_machine(),
                person,
                role,
                municipality=place,
                since=datetime.date(2019, 1, 1),
            )


def test_the_agreement_is_entered_by_one_confirmed_by_the_other_and_in_force_from_its_day(
    open_at, live_server, cities, tmp_path
):
    sapporo = Clerk(open_at("/accounts/login/"), live_server.url).sign_in("sapporo", PASSWORD)
    ishikari = Clerk(open_at("/accounts/login/"), live_server.url).sign_in("ishikari", PASSWORD)

    # 札幌市 hands the text in and enters it in the register.
    file = tmp_path / "連携協約書.txt"
    file.write_bytes(sample_bytes())
    sapporo.go("/intake/").page.set_input_files("[name=file]", file)
    sapporo.press("読み取って確認する")
    sapporo.follow("圏域の協約として登録する")
    assert "本文には平成31年（2019年）3月29日とあります" in sapporo.said
    sapporo.press("登録する内容を確かめる")
    sapporo.picture("enter-check")
    assert "まだ登録されていません" in sapporo.said
    for words in (f"札幌市（{SAPPORO}）", f"石狩市（{ISHIKARI}）", "平成31年（2019年）3月29日"):
        assert words in sapporo.said
    sapporo.press("登録する")
    agreement = sapporo.path.partition("?")[0]
    assert "施行中" in sapporo.said

    # The procedure of 2019, from its papers, on one page; what no paper says stays empty.
    sapporo.follow("この協約の手続を始める・過去の手続を登録する")
    sapporo.page.check("[name=when][value=past]")
    sapporo.page.check("[name=kind][value=conclude]")
    assert sapporo.page.locator("[name=agreement]").first.is_checked()
    sapporo.press("次へ")
    sapporo.fill(effective="平成31年4月1日", **MADE_UP)
    sapporo.fill(**{"date-sign-all": "2019-03-29"})
    for code in (SAPPORO, ISHIKARI):
        sapporo.page.select_option(f"[name=result-resolve-{code}]", "passed")
    sapporo.press("確認画面へ進む")
    sapporo.picture("past-check")
    assert "まだ何も登録されていません" in sapporo.said
    for words in ("乙（石狩市）の議案の提出の記録がありません", "告示の記録がありません"):
        assert words in sapporo.said
    sapporo.press("この内容で登録する")
    assert "相手方の確認を待っています" in sapporo.said
    sapporo.picture("past-waiting")
    procedure = sapporo.path

    # 石狩市 sees that it waits, reads it, and stands by it.
    ishikari.go("/procedures/?state=")
    ishikari.page.locator(f"main a[href='{procedure}']").first.click()
    ishikari.follow("相手方の記録を確認する")
    for words in ("平成31年（2019年）3月29日", "可決", "札幌市 試験 sapporo"):
        assert words in ishikari.said
    assert "石狩市 試験 sapporo" not in ishikari.said
    ishikari.picture("past-confirm")
    ishikari.press("この記録を確認する")
    assert "一方だけの記録です" not in ishikari.said
    ishikari.picture("past-confirmed")
    assert "告示の記録がありません" in ishikari.said
    sapporo.go(procedure)
    assert "確認待ち" not in sapporo.said

    # In force from its day, whichever way the day is typed and whoever reads.
    for clerk in (sapporo, ishikari):
        clerk.go(f"{agreement}?on=2019-03-31")
        assert clerk.page.locator(".facts .state").first.inner_text() == "締結済み・施行前"
        clerk.go(f"{agreement}?on=2019-04-01")
        assert clerk.page.locator(".facts .state").first.inner_text() == "施行中"
        clerk.go(f"{agreement}?on=2019-03-28")
        assert clerk.page.locator(".facts .state").first.inner_text() == "締結前"
        clerk.page.fill("#on", "H31.3.31")
        clerk.press("この日で見る")
        assert clerk.page.locator(".facts .state").first.inner_text() == "締結済み・施行前"
        clerk.picture("agreement-before")
        clerk.page.fill("#on", "H31.4.1")
        clerk.press("この日で見る")
        assert clerk.page.locator(".facts .state").first.inner_text() == "施行中"
        assert clerk.page.input_value("#on") == "平成31年4月1日"
