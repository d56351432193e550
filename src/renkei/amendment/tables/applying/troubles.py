"""What stands in the way of a table, in the words of the office (対照表を適用できない理由)."""

from __future__ import annotations

from renkei.amendment.trouble import Code, Trouble

_TABLE_JA = "基準となる文を確かめ、表の欄を直してください。"
_TABLE_EN = "Check the text it is applied to, and mend the table."

_SAID: dict[str, tuple[Code, str, str, str, str]] = {
    "not-found": (
        Code.TEXT_NOT_FOUND,
        "変更前の欄の「{said}」は、基準となる文の{place}以降にありません。",
        "“{said}” of the old column is not in the base text from {place} on.",
        "変更前の欄が基準となる文のとおりか、字句、全角・半角及び順序を確かめてください。",
        "Check that the old column is what the base says: words, widths and order.",
    ),
    "no-such": (
        Code.NO_SUCH_PROVISION,
        "「{said}」は、基準となる文の{place}以降にありません。",
        "There is no “{said}” in the base text from {place} on.",
        "変更前の欄の番号を、全角・半角も含めて基準となる文のとおりにしてください。",
        "Write the number of the old column as the base has it, its width included.",
    ),
    "wrong-base": (
        Code.WRONG_BASE,
        "変更前の欄の多くの行（{said}）が基準となる文にありません。別の文又は別の版のための表と思われます。",
        "Most lines of the old column ({said}) are not in the base text: the table seems to be made "
        "for another text, or another version of it.",
        "変更前の欄に掲げた版を選び直してください。",
        "Choose the version that the old column shows.",
    ),
    "unlisted": (
        Code.TEXT_NOT_FOUND,
        "{place}の一部が表にありません（「{said}」の前）。残すのか削るのか、表からは分かりません。",
        "Part of {place} is missing from the table (before “{said}”): it does not say whether it stays.",
        "残す規定は「（略）」、削る規定は変更前の欄にその全文を書いてください。",
        "Write （略） for what stays, and the whole text in the old column for what goes.",
    ),
    "omitted-one-side": (
        Code.UNSUPPORTED,
        "「{said}」は、一方の欄だけで略されています（{place}）。",
        "“{said}” leaves text out on one side only ({place}).",
        "「（略）」は両方の欄の同じ行に書いてください。",
        "Write （略） in both columns of the same row.",
    ),
    "cell-omitted": (
        Code.UNSUPPORTED,
        "表の行「{said}」の「（略）」が、変更前の欄と対応していません（{place}）。",
        "In the row “{said}” （略） does not stand at the same cell on both sides ({place}).",
        "略する欄は両方で同じにし、欄の数が変わる行は全ての欄を書いてください。",
        "Leave out the same cells on both sides; write all cells of a row whose cells change in number.",
    ),
    "ambiguous": (
        Code.MULTIPLE_TEXT_FOUND,
        "変更前の欄の表の行「{said}」に当たる行が二つ以上あります（{place}以降）。",
        "More than one row of the base text can be meant by “{said}” of the old column (from {place} on).",
        "その行と分かるまで、「（略）」とした欄の文を書いてください。",
        "Write out cells that are left out, until only one row can be meant.",
    ),
    "left-alone": (
        Code.UNSUPPORTED,
        "「{said}」を削ると、その下の規定が残ります（{place}）。",
        "Without “{said}” what stands below it would be left without a heading ({place}).",
        "下の規定も変更前の欄に掲げて削るか、見出しを残してください。",
        "List what stands below it as well, or keep the heading.",
    ),
    "no-place": (
        Code.UNSUPPORTED,
        "「{said}」がどの規定に属するか、表からは分かりません（{place}）。",
        "The table does not tell which provision “{said}” belongs to ({place}).",
        "番号のある行とし、前後の規定を「（略）」で示してください。",
        "Give it a number, and show what stands before it with （略）.",
    ),
    "between": (
        Code.MULTIPLE_TEXT_FOUND,
        "「{said}」を加える位置が、前後の「（略）」だけでは決まりません（{place}以降）。",
        "Between two （略） that name nothing “{said}” has no certain place (from {place} on).",
        "すぐ前の行を、その名称と「（略）」とで両方の欄に掲げてください。",
        "List the row just before it in both columns, by its name and （略）.",
    ),
    "not-this": (
        Code.UNSUPPORTED,
        "「{said}」を{place}の新しい規定として読めません。",
        "“{said}” cannot be read as the new {place}.",
        "変更後の欄の行を、番号、空白、文の順に書いてください。",
        "Write number, space and text in the new column.",
    ),
    "structured-cell": (
        Code.UNSUPPORTED,
        "欄の中に規定がある行（{place}）は、表では変えられません。",
        "A row whose cells hold provisions of their own ({place}) cannot be changed by a table.",
        "改め文又は全文の改正としてください。",
        "Amend it in words, or restate the whole.",
    ),
    "number-order": (
        Code.NUMBER_GAP,
        "適用後に番号が重なるか、順序が乱れます：{said}（{place}）。",
        "Afterwards a number stands twice or out of order: {said} ({place}).",
        "変更後の欄の番号を確かめてください。",
        "Check the numbers in the new column.",
    ),
    "number-gap": (
        Code.NUMBER_GAP,
        "適用後に番号が欠けます：{said}（{place}）。",
        "Afterwards a number is missing: {said} ({place}).",
        "後の規定の番号を繰り上げるか、「削除」として番号を残してください。",
        "Move the following numbers up, or keep the number with 削除.",
    ),
    "empty": (
        Code.UNSUPPORTED,
        "表に行がありません。",
        "The table has no rows.",
        _TABLE_JA,
        _TABLE_EN,
    ),
}


def trouble(what: str, said: str, place: str, node_id: str = "", row: int = -1) -> Trouble:
    """One obstacle. ``row`` counts the rows of the table (of the file where it was read) from 0."""
    code, ja, en, remedy_ja, remedy_en = _SAID[what]
    shown = said.replace("\t", "｜").replace("\u2028", " ")
    shown = shown if len(shown) <= 60 else shown[:60] + "…"
    values = {"said": shown, "place": place or "冒頭"}
    values_en = {"said": shown, "place": place or "the beginning"}
    return Trouble(
        code,
        True,
        row,
        said,
        place,
        node_id,
        ja.format(**values),
        en.format(**values_en),
        remedy_ja,
        remedy_en,
    )
