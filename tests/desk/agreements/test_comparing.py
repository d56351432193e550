"""版の比較: two wordings between any two dates, provision by provision; one provision through time."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.desk.agreements.comparing import Fate, compared
from renkei.instrument import read, shape
from tests.desk.agreements import texts
from tests.desk.office import at_machine

FIRST = texts.agreement()


def changed(*pairs, since="令和5年4月1日", signed="令和5年3月20日"):
    text = texts.agreement(concluded=signed, effective=since).decode()
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


SECOND = changed(("防災訓練を行う", "防災訓練を毎年行う"))
THIRD = changed(
    ("防災訓練を行う", "防災訓練及び避難訓練を毎年行う"),
    since="令和6年4月1日",
    signed="令和6年3月20日",
)


@pytest.fixture
def versions(office, hamabe):
    """The agreement with three versions: since 令和3 or so, 令和5 and 令和6."""
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper

    for data in (SECOND, THIRD):
        operations.enter_version(at_machine(), hamabe, Paper(data, "n.txt"))
    return hamabe


@pytest.fixture
def reader(client, office):
    client.force_login(office.person("浜辺市", "editor"))
    return client


def page(client, row, query="", status=200):
    answer = client.get(f"/agreements/{row.slug}/compare/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def marked(html, tag):
    return [
        re.sub(r"<span.*?</span>", "", found, flags=re.S)
        for found in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
    ]


def inside(html):
    """Words that were added, with the span for those who listen taken out."""
    return marked(html[html.index('class="run') if 'class="run' in html else 0 :], "ins")


@pytest.mark.django_db
def test_the_last_two_versions_are_compared_where_nothing_is_asked(reader, versions):
    html = page(reader, versions)
    assert any("避難訓練" in words for words in inside(html))
    assert not any("毎年" in words for words in inside(html))


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?from=R4.4.1&to=R5.4.1", "?from=2022-04-01&to=2023-12-31"])
def test_days_in_either_calendar_choose_the_version_in_force(reader, versions, query):
    html = page(reader, versions, query)
    assert any("毎年" in words for words in inside(html))
    assert not any("避難訓練" in words for words in inside(html))


@pytest.mark.django_db
def test_two_versions_are_picked_from_the_lists(reader, versions):
    keys = list(versions.expressions.order_by("valid_from").values_list("pk", flat=True))
    html = page(reader, versions, f"?from=&from_version=v{keys[0]}&to=&to_version=v{keys[2]}")
    assert any("毎年" in words for words in inside(html))
    assert f'<option value="v{keys[2]}" selected>' in html


@pytest.mark.django_db
def test_the_earlier_address_leads_here(reader, versions):
    keys = list(versions.expressions.order_by("valid_from").values_list("pk", flat=True))
    answer = reader.get(f"/agreements/{versions.slug}/versions/?left={keys[0]}&right={keys[1]}")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(f"/compare/?from=v{keys[0]}&to=v{keys[1]}")


@pytest.mark.django_db
def test_a_day_that_is_none_and_one_without_a_version_are_said(reader, versions):
    html = page(reader, versions, "?from=R2.2.30&to=1990-01-01", 422)
    assert "「R2.2.30」という日はありません" in html
    assert "「1990-01-01」には、まだ版がありません" in html
    assert 'value="R2.2.30"' in html


@pytest.mark.django_db
def test_unchanged_provisions_are_folded(reader, versions):
    html = page(reader, versions)
    folded = re.findall(r"<details.*?</details>", html, re.S)
    assert any("同じ規定" in one and "<summary>" in one for one in folded)
    assert not any("避難訓練" in one for one in folded)
    assert "同じ規定" not in "".join(
        re.findall(r"<details.*?</details>", page(reader, versions, "?show=all"), re.S)
    )


@pytest.mark.django_db
def test_a_provision_is_followed_through_all_versions(reader, versions):
    from renkei.desk.agreements.reading import from_tree

    newest = versions.expressions.latest("valid_from")
    document = from_tree(newest.tree).document
    node = next(
        n
        for n in document.root.walk()
        if n.kind in ("article", "row") and "避難訓練" in n.full_text()
    )
    html = reader.get(f"/agreements/{versions.slug}/{node.id}/history/").content.decode()
    steps = re.findall(r"<li.*?</li>", html[html.index('class="sheet steps"') :], re.S)
    assert len(steps) == 3
    assert any("避難訓練" in words for words in marked(steps[0], "ins"))
    assert any("毎年" in words for words in marked(steps[1], "ins"))
    assert marked(steps[2], "ins") == []
    other = reader.get(f"/agreements/{versions.slug}/art_1/history/").content.decode()
    assert other.count("変わっていません。") == 2


@pytest.mark.django_db
def test_comparing_many_versions_asks_no_more(reader, versions, django_assert_max_num_queries):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper

    with django_assert_max_num_queries(12) as few:
        page(reader, versions)
    for year in range(7, 15):
        data = changed(since=f"令和{year}年4月1日", signed=f"令和{year}年3月20日")
        operations.enter_version(at_machine(), versions, Paper(data, f"{year}.txt"))
    with django_assert_max_num_queries(12) as many:
        page(reader, versions)
    assert len(few) == len(many)
    with django_assert_max_num_queries(10):
        reader.get(f"/agreements/{versions.slug}/art_1/history/")


@pytest.mark.django_db
def test_the_sentences_and_the_table_between_two_versions_are_handed_out(reader, versions):
    import io

    import docx

    html = page(reader, versions)
    query = re.search(r"compare/files/kaimebun.txt\?([^\"]+)", html)[1].replace("&amp;", "&")
    base = f"/agreements/{versions.slug}/compare/files/"
    prose = reader.get(f"{base}kaimebun.txt?{query}").content.decode()
    assert "一部を次のように変更する。" in prose
    assert "避難訓練" in prose
    answer = reader.get(f"{base}taishohyo.docx?{query}")
    assert "%E8%A6%8B%E6%9C%AC" in answer.headers["Content-Disposition"]
    table = docx.Document(io.BytesIO(answer.content)).tables[0]
    assert any("避難訓練" in cell.text for row in table.rows for cell in row.cells)
    assert reader.get(f"{base}taishohyo.exe?{query}").status_code == 404
    assert reader.get(f"{base}kaimebun.txt?from=R2.2.30").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["sentences", "table"])
def test_a_file_that_cannot_be_made_is_said_so_on_the_page(reader, versions, monkeypatch, what):
    from types import SimpleNamespace

    from renkei.amendment.trouble import Code, Refused, Trouble

    def refuse(*given, **options):
        words = ("", "", "", "この表は書けません。", "No such table.", "", "")
        raise Refused((Trouble(Code.UNSUPPORTED, True, 0, *words),))

    if what == "sentences":
        name = "kaimebun.txt"
        failed = SimpleNamespace(ok=False, empty=False, prose="", troubles=())
        monkeypatch.setattr("renkei.desk.procedures.amending.prove", lambda *given: failed)
    else:
        name = "taishohyo.docx"
        monkeypatch.setattr("renkei.amendment.tables.write_table", refuse)
    base = f"/agreements/{versions.slug}/compare/"
    answer = reader.get(f"{base}files/{name}?from=R4.4.1&to=R5.4.1", follow=True)
    html = answer.content.decode()
    assert "作れませんでした" in html
    assert "毎年" in html


@pytest.mark.django_db
def test_the_sentences_are_worded_as_the_first_municipality_words_its_own(reader, versions):
    from tests.desk.office import behind_the_back

    place = versions.parties.order_by("order").first().municipality
    with behind_the_back(type(place)):
        place.style = {"insertion": "の下に"}
        place.save()
    prose = reader.get(f"/agreements/{versions.slug}/compare/files/kaimebun.txt").content.decode()
    assert "「防災訓練」の下に「及び避難訓練」を加える" in prose


@pytest.mark.django_db
def test_nothing_is_handed_out_of_an_agreement_one_may_not_read(client, versions):
    answer = client.get(f"/agreements/{versions.slug}/compare/files/kaimebun.txt")
    assert answer.status_code == 404


# ---- nothing that differs is left out ----------------------------------------------------------------

LINES = FIRST.decode().split("\n")
WORDED = [at for at, line in enumerate(LINES) if len(line.strip()) > 4]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_texts_that_say_something_else_have_a_provision_that_differs(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from([at for at in WORDED if at < len(lines)]))
        match data.draw(st.sampled_from(["word", "gone", "twice", "swap"])):
            case "word":
                lines[at] = lines[at][:3] + "別" + lines[at][3:]
            case "gone":
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case _:
                other = data.draw(st.sampled_from([at for at in WORDED if at < len(lines)]))
                lines[at], lines[other] = lines[other], lines[at]
    left, right = read(FIRST), read("\n".join(lines).encode())
    found = compared(left, right)
    assert bool(found.different) == (shape(left.root) != shape(right.root))


def test_both_texts_can_be_read_off_the_comparison():
    left, right = read(SECOND), read(THIRD)
    found = compared(left, right)
    said = "".join(c.after for p in found.provisions for w in p.words for c in w.changes)
    for node in right.root.walk():
        assert node.text.replace("\u2028", "\n") in said


def test_a_renumbered_article_is_followed_and_said_to_be_renumbered():
    text = FIRST.decode()
    new = text.replace("第2条", "第3条").replace("第1条", "第2条", 1) if "第2条" in text else text
    found = compared(read(FIRST), read(new.encode()))
    assert any(p.renumbered for p in found.provisions)
    assert all(p.fate in (Fate.SAME, Fate.EDITED) for p in found.provisions if p.renumbered)


def test_rows_that_change_places_are_said_to_have_moved():
    head = "別表（第3条関係）\n\n取組\t内容\t甲の役割\t乙の役割\n"
    water = "水道\t管の共同購入を行う。\t入札を行う。\t費用を負担する。\n"
    roads = "道路\t除雪を共同で行う。\t車両を出す。\t人を出す。\n"
    text = FIRST.decode() + "\n" + head
    found = compared(read((text + water + roads).encode()), read((text + roads + water).encode()))
    assert [(one.fate, one.moved) for one in found.different] == [(Fate.SAME, True)]
