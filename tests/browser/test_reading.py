"""A reader's way through the agreement, on a desk and on a phone."""

import itertools

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.desk.office import at_machine
from tests.desk.people import SLUG

ADDRESS = f"/agreements/{SLUG}/"


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def box(page, selector):
    return page.locator(selector).first.bounding_box()


def test_from_the_register_to_a_row_and_back(open_at, sample):
    page = open_at("/")
    page.click(f"a[href='{ADDRESS}']")
    assert "連携協約" in page.title()
    page.click(".toc a[href='#annex_1']")
    page.click("tr[id='annex_1__row_災害対策'] th a")
    assert page.locator("h1").inner_text() == "災害対策"
    page.click("text=全文の中で読む")
    assert page.url.endswith("#annex_1__row_%E7%81%BD%E5%AE%B3%E5%AF%BE%E7%AD%96")
    top = box(page, "tr[id='annex_1__row_災害対策']")["y"]
    assert 0 < top < WIDE["height"]


def test_notes_stand_in_the_margin_beside_their_words(open_at, db):
    from renkei.desk.agreements.operations import import_text

    lines = "".join(f"第{number}条 甲及び乙は、協力する。\n" for number in range(1, 9))
    text = f"甲市及び乙市の連携協約\n\n{lines}第9条 災害時にに協力する。\n"
    import_text(at_machine(), "slip", text.encode(), filename="slip.txt", public=True)
    page = open_at("/agreements/slip/")
    page.wait_for_load_state("load")
    sheet, note = box(page, ".legal"), box(page, ".notes:has-text('R301')")
    assert note["x"] >= sheet["x"] + sheet["width"]
    assert note["x"] + note["width"] <= WIDE["width"]
    assert abs(note["y"] - box(page, ".slip")["y"]) < 40


@pytest.mark.parametrize("width", [1205, 1280, 1920])
def test_an_annex_has_the_margin_too_and_its_notes_stand_under_their_rows(open_at, sample, width):
    page = open_at(ADDRESS, {"width": width, "height": 900})
    sheet, annex = box(page, ".legal"), box(page, ".annex")
    assert abs(annex["x"] - sheet["x"]) < 2
    assert annex["width"] > sheet["width"] + 200
    assert annex["x"] + annex["width"] <= width
    assert overflow(page) <= 0
    row, note = box(page, "tr[id='annex_1__row_災害対策']"), box(page, ".notes:has-text('R301')")
    assert 0 <= note["y"] - row["y"] - row["height"] < 30
    assert note["x"] + note["width"] <= annex["x"] + annex["width"]
    beside = open_at(f"{ADDRESS}?source=1", {"width": width, "height": 900})
    assert box(beside, ".annex")["width"] < box(beside, ".legal")["width"]


def test_notes_never_cover_one_another(open_at, sample):
    page = open_at(ADDRESS)
    page.wait_for_load_state("load")
    boxes = [found.bounding_box() for found in page.locator(".legal .notes").all()]
    assert len(boxes) >= 3
    boxes.sort(key=lambda found: found["y"])
    for upper, lower in itertools.pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"]


def test_the_contents_follow_the_reader(open_at, sample):
    page = open_at(ADDRESS)
    page.locator("#art_5").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('art_5').scrollIntoView()")
    page.wait_for_selector(".toc a[aria-current]")
    assert page.locator(".toc a[aria-current]").count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "/agreements/",
        ADDRESS,
        f"{ADDRESS}?source=1",
        f"{ADDRESS}?q=協力",
        f"{ADDRESS}art_3/",
        f"{ADDRESS}annex_1__row_災害対策/",
        "/accounts/login/",
    ],
)
def test_nothing_runs_out_of_the_side_of_a_phone(open_at, sample, address):
    assert overflow(open_at(address, NARROW)) <= 0


def test_rows_are_cards_below_600_pixels_and_rows_above(open_at, sample):
    row = "tr[id='annex_1__row_災害対策']"
    page = open_at(ADDRESS, {"width": 599, "height": 900})
    cells = [found.bounding_box() for found in page.locator(f"{row} > *").all()]
    assert len({round(cell["x"]) for cell in cells}) <= 2
    assert cells[1]["y"] > cells[0]["y"]
    before = f"getComputedStyle(document.querySelector(\"{row} td.otsu\"), '::before').content"
    assert page.evaluate(before) == '"乙の役割（石狩市）"'
    page.set_viewport_size({"width": 620, "height": 900})
    cells = [found.bounding_box() for found in page.locator(f"{row} > *").all()]
    assert len({round(cell["y"]) for cell in cells}) == 1


def test_on_a_phone_notes_stand_under_their_row(open_at, sample):
    page = open_at(ADDRESS, NARROW)
    row, note = box(page, "tr[id='annex_1__row_災害対策']"), box(page, ".notes:has-text('R301')")
    assert note["y"] >= row["y"] + row["height"] - 16
    assert note["x"] + note["width"] <= NARROW["width"]


def test_a_reference_shows_its_target_to_the_mouse_and_to_the_keyboard(open_at, sample):
    page = open_at(ADDRESS)
    page.hover("#art_4 a.ref")
    page.wait_for_selector("[role=tooltip]")
    assert "別表に掲げるとおりとする" in page.locator("[role=tooltip]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[role=tooltip]").count() == 0
    page.mouse.move(0, 0)
    page.focus("#art_2 .no")
    page.keyboard.press("Tab")
    link = page.locator("#art_2 a.ref").first
    assert link.evaluate("node => node === document.activeElement")
    assert "人口減少・少子高齢社会" in page.locator("[role=tooltip]").inner_text()
    assert link.get_attribute("aria-describedby") == "peek"
    page.keyboard.press("Enter")
    assert page.url.endswith("#art_1")


def test_without_scripts_every_link_still_works(open_at, sample):
    page = open_at(ADDRESS, script=False)
    page.click("#art_4 a.ref")
    assert page.url.endswith("#art_3")
    page.click("details.files summary")
    assert page.locator("details.files a").first.is_visible()


def test_searching_leads_to_the_words(open_at, sample):
    page = open_at(ADDRESS)
    page.fill("#q", "雪堆積場")
    page.keyboard.press("Enter")
    page.click(".hits a[href='#h1']")
    found = box(page, "#h1")
    assert 0 < found["y"] < WIDE["height"]


def test_source_and_text_side_by_side(open_at, sample):
    page = open_at(ADDRESS)
    page.click("text=原文と並べて読む")
    text, source = box(page, ".legal"), box(page, ".source")
    assert source["x"] >= text["x"] + text["width"]
    page.click("#art_4 .lines a")
    line, source = box(page, ".source li:target"), box(page, ".source")
    assert source["y"] <= line["y"] <= source["y"] + source["height"]


def test_on_paper_there_is_the_text_and_no_tools(open_at, sample):
    page = open_at(ADDRESS)
    page.emulate_media(media="print")
    assert page.locator("#art_1").is_visible()
    for tool in (".top", ".toc", ".tools"):
        assert not page.locator(tool).first.is_visible()


def test_items_are_set_deeper_than_their_article(open_at, db):
    from renkei.desk.agreements.operations import import_text

    text = "何かの連携協約\n\n（目的）\n第1条 次のとおりとする。\n(1) 産業\nア 観光\n"
    import_text(at_machine(), "items", text.encode(), filename="items.txt", public=True)
    page = open_at("/agreements/items/")
    edges = [box(page, f"{css} b")["x"] for css in (".art > .par", ".d1", ".d2")]
    assert edges == sorted(edges)
    assert edges[0] < edges[1] < edges[2]
