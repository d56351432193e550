"""Numbers that Word makes by itself are in the text as Word prints them."""

import pytest

from renkei.instrument.sources import linear
from renkei.instrument.sources.docx_numbering import write_number


def level(index: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, num: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{num}</w:num>'
    )


def p(text: str, depth: int = 0, num: int = 1) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


LEGAL = lists(
    level(0, "decimal", "第%1条"),
    level(1, "decimal", "(%2)"),
    level(2, "aiueoFullWidth", "%3"),
)


def test_articles_items_and_subitems_count_and_restart(word) -> None:
    body = p("甲") + p("乙", 1) + p("丙", 2) + p("丁", 2) + p("戊", 1) + p("己", 2) + p("庚")
    result = linear(word(body + p("辛", 1), numbering=LEGAL))
    assert result.text.split() == [
        *("第1条", "甲", "(1)", "乙", "ア", "丙", "イ", "丁"),
        *("(2)", "戊", "ア", "己", "第2条", "庚", "(1)", "辛"),
    ]
    assert "第1条\u3000甲\n" in result.text
    [finding] = result.diagnostics
    assert (finding.code, finding.found) == ("R020", "第1条")


def test_paragraphs_between_do_not_break_the_count(word) -> None:
    plain = "<w:p><w:r><w:t>（見出し）</w:t></w:r></w:p>"
    text = linear(word(p("甲") + plain + p("乙"), numbering=LEGAL)).text
    assert text == "第1条\u3000甲\n（見出し）\n第2条\u3000乙\n"


def test_a_list_that_starts_anew_starts_anew_once(word) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbers = lists(level(0, "decimal", "%1."), num=again)
    text = linear(word(p("a") + p("b", num=2) + p("c", num=2) + p("d"), numbering=numbers)).text
    assert [line[:2] for line in text.split("\n")[:4]] == ["1.", "5.", "6.", "7."]


def test_a_level_with_nothing_after_it_gets_no_space(word) -> None:
    numbers = lists(level(0, "decimalFullWidth", "第%1条", '<w:suff w:val="nothing"/>'))
    assert linear(word(p("　この"), numbering=numbers)).text == "第１条　この\n"


def test_a_number_that_comes_from_the_style_is_printed_too(word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Item">'
        '<w:basedOn w:val="Base"/></w:style>'
    )
    numbers = lists(
        level(0, "decimal", "%1"), level(1, "japaneseCounting", "%2", '<w:pStyle w:val="Base"/>')
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Item"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    off = (
        '<w:p><w:pPr><w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        "<w:r><w:t>乙</w:t></w:r></w:p>"
    )
    assert linear(word(body + off, numbering=numbers, styles=styles)).text == "一\u3000甲\n乙\n"


def test_numbers_of_upper_levels_stand_in_the_label(word) -> None:
    numbers = lists(level(0, "upperRoman", "%1"), level(1, "decimal", "%1-%2", "<w:isLgl/>"))
    assert linear(word(p("甲", 1), numbering=numbers)).text == "1-1\u3000甲\n"


def test_bullets_of_symbol_fonts_are_a_middle_dot(word) -> None:
    numbers = lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "○"), level(2, "none", ""))
    text = linear(word(p("a") + p("b", 1) + p("c", 2), numbering=numbers)).text
    assert text == "・\u3000a\n○\u3000b\nc\n"


def test_a_list_that_is_nowhere_defined_numbers_nothing(word) -> None:
    assert linear(word(p("甲", num=9), numbering=LEGAL)).text == "甲\n"
    assert linear(word(p("甲"))).text == "甲\n"


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("japaneseCounting", 23, "二十三"),
        ("japaneseDigitalTenThousand", 20, "二〇"),
        ("ideographDigital", 12, "一二"),
        ("japaneseLegal", 12, "壱拾弐"),
        ("aiueo", 3, "ｳ"),
        ("aiueoFullWidth", 3, "ウ"),
        ("aiueoFullWidth", 47, "アア"),
        ("iroha", 2, "ﾛ"),
        ("irohaFullWidth", 47, "ス"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 9, "IX"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 21, "21"),
        ("ideographTraditional", 2, "乙"),
        ("something new", 5, "5"),
        ("lowerRoman", 0, "0"),
    ],
)
def test_every_usual_way_of_counting(style: str, number: int, printed: str) -> None:
    assert write_number(number, style) == printed
