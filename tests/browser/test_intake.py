"""Taking a file in, as its person does it."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.desk.people import sample_bytes


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
def test_a_file_is_seen_then_kept_then_read(open_at, sato, sign_in, tmp_path, size):
    file = tmp_path / "協約.txt"
    file.write_bytes(sample_bytes())
    page = open_at("/intake/", size)
    sign_in(page)
    page.set_input_files("[name=file]", file)
    page.click("text=読み取って確認する")
    assert "まだ保存されていません" in page.locator("main").inner_text()
    assert page.locator(".findings .note").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.click("button:text-is('保存する')")
    assert "保存しました" in page.locator(".messages").inner_text()
    assert page.locator(".facts .state").first.inner_text() == "取込みのみ・非公開"
    page.click("header >> text=協約")
    assert page.locator("tbody .state:has-text('取込みのみ')").first.is_visible()


def test_a_finding_in_the_list_leads_to_its_place(open_at, sato, sign_in):
    page = open_at("/intake/")
    sign_in(page)
    page.fill("[name=text]", sample_bytes().decode())
    page.click("text=読み取って確認する")
    page.click(".findings .note:has-text('R301') a")
    row = page.locator("tr[id='annex_1__row_災害対策']").bounding_box()
    assert 0 < row["y"] < WIDE["height"]


def test_an_error_is_said_at_the_top_with_the_focus_and_a_way_to_the_field(
    open_at, sato, sign_in, live_server
):
    page = open_at("/intake/")
    sign_in(page)
    with page.expect_response(lambda answer: answer.status == 422):
        page.click("text=読み取って確認する")
    page.wait_for_selector("#summary:focus")
    page.context.pages[0].click("#summary a")
    assert page.evaluate("document.activeElement.id") == "id_file"


def test_a_file_too_large_is_said_before_it_is_sent(open_at, sato, sign_in, tmp_path):
    file = tmp_path / "大きい.txt"
    file.write_bytes(b"a" * (21 * 1024 * 1024))
    page = open_at("/intake/")
    sign_in(page)
    page.set_input_files("[name=file]", file)
    page.locator("#too-large").wait_for()
    page.click("text=読み取って確認する")
    assert page.url.endswith("/intake/")
    assert page.locator("#too-large").is_visible()
