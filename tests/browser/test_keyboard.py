"""The pages by keyboard alone."""

from tests.desk.people import SLUG


def active(page):
    return page.evaluate(
        "document.activeElement.className + '|' + document.activeElement.textContent"
    )


def test_the_first_stop_leads_past_the_menu(open_at, sample):
    page = open_at(f"/agreements/{SLUG}/")
    page.keyboard.press("Tab")
    assert active(page).startswith("skip|")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_is_visible_and_shows_where_one_is(open_at, sample):
    page = open_at(f"/agreements/{SLUG}/")
    stops = 0
    seen = set()
    while stops < 400:
        page.keyboard.press("Tab")
        stops += 1
        found = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (node === document.body) return null;
              const box = node.getBoundingClientRect();
              const style = getComputedStyle(node);
              window.stopsSeen = window.stopsSeen || new Map();
              if (!window.stopsSeen.has(node)) window.stopsSeen.set(node, window.stopsSeen.size);
              return [window.stopsSeen.get(node), box.width * box.height, style.outlineStyle,
                      box.bottom > 0 && box.top < innerHeight, node.outerHTML.slice(0, 80)];
            }"""
        )
        if found is None or found[0] in seen:
            break
        seen.add(found[0])
        _number, area, outline, on_screen, what = found
        assert area > 0, what
        assert outline != "none", what
        assert on_screen, what
    assert len(seen) > 40


def test_the_list_of_files_opens_and_closes(open_at, sample):
    page = open_at(f"/agreements/{SLUG}/")
    page.focus("details.files summary")
    page.keyboard.press("Enter")
    assert page.locator("details.files a").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator("details.files a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


STOP = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  const label = node.labels && node.labels.length ? node.labels[0].innerText : '';
  return [label || node.innerText || '', box.width * box.height, getComputedStyle(node).outlineStyle,
          box.bottom > 0 && box.top < innerHeight, node.outerHTML.slice(0, 80)];
}"""


def tab_to(page, words, most=120):
    """Press the tabulator until the stop that says these words; every stop on the way can be seen."""
    for _stop in range(most):
        page.keyboard.press("Tab")
        said, area, outline, on_screen, what = page.evaluate(STOP)
        if what.startswith("<body"):
            continue
        assert area > 0, what
        assert outline != "none", what
        assert on_screen, what
        if words in " ".join(said.split()):
            return
    raise AssertionError(f"no stop says {words}")


def pressed(page, key="Enter"):
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_notice_is_recorded_from_what_is_due_by_keyboard_alone(open_at, transactional_db):
    from django.utils import timezone

    from renkei.desk import training
    from renkei.desk.procedures.models import Act
    from tests.desk.office import PASSWORD

    training.fill(PASSWORD)
    page = open_at("/accounts/login/")
    page.set_default_timeout(30_000)
    tab_to(page, "利用者ID")
    page.keyboard.type("hamabe")
    tab_to(page, "パスワード")
    page.keyboard.type(PASSWORD)
    pressed(page)
    tab_to(page, "期限")
    pressed(page)
    assert "期限を過ぎているもの" in page.locator("main").inner_text()
    tab_to(page, "連携協約の変更")
    pressed(page)
    tab_to(page, "告示を記録する")
    pressed(page)
    tab_to(page, "告示の日")
    page.keyboard.type(timezone.localdate().isoformat())
    tab_to(page, "告示番号")
    page.keyboard.type("浜辺市告示第88号")
    tab_to(page, "確認画面へ進む")
    pressed(page)
    assert "まだ何も記録されていません" in page.locator("main").inner_text()
    assert not Act.objects.filter(number="浜辺市告示第88号").exists()
    tab_to(page, "この内容で記録する")
    pressed(page)
    assert "告示を記録しました" in page.locator(".messages").inner_text()
    act = Act.objects.get(number="浜辺市告示第88号")
    assert (act.step, act.party.name, act.date) == ("publish", "浜辺市", timezone.localdate())
