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
