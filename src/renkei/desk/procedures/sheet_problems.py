"""What stands against a record sheet as a whole, and against a line of it in this procedure."""

from __future__ import annotations

from collections.abc import Collection

from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.procedures.record_sheet_reading import LARGEST, Filled, Sheet


def check_whose(sheet: Sheet, here: Collection[int]) -> None:
    """Refused for the sheet of another procedure than those ``here``, and for an empty one."""
    if not set(sheet.procedures) <= set(here):
        raise Refused(
            Problem(
                "sheet.other_procedure",
                "ほかの手続の記録票です。",
                "This is the record sheet of another procedure.",
                field="file",
                remedy_ja="その手続の画面から読み込ませてください。",
                remedy_en="Hand it in on the page of that procedure.",
            )
        )
    if not sheet.lines:
        raise Refused(
            Problem(
                "sheet.empty",
                "記入された行がありません。",
                "No row is filled in.",
                field="file",
                remedy_ja="「記録」の黄色のセルに記入してから、読み込ませてください。",
                remedy_en="Fill in the yellow cells first.",
            )
        )


def no_such(filled: Filled) -> Problem:
    """The procedure has no such step of that party."""
    return Problem(
        "sheet.party",
        f"この手続に、その当事者の手順はありません（{filled.party_name}）。",
        f"There is no such step of that party in this procedure ({filled.party_name}).",
        remedy_ja="行番号の列は変えないでください。",
        remedy_en="Leave the column of row numbers as it is.",
    )


def recorded() -> Problem:
    """The line contradicts what is recorded already."""
    return Problem(
        "sheet.recorded",
        "記録済みの内容と違います。",
        "It differs from what is recorded already.",
        remedy_ja="訂正は、手続の画面から行ってください。",
        remedy_en="Correct it on the page of the procedure.",
    )


def too_large() -> Problem:
    """The file is larger than any record sheet."""
    return Problem(
        "sheet.large",
        f"ファイルが大きすぎます。手続記録票は {LARGEST // 1024 // 1024} MB までです。",
        "The file is too large for a record sheet.",
        field="file",
    )
