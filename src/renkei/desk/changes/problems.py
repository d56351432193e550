"""What may stand against a change, in words (変更案の支障)."""

from __future__ import annotations

from collections.abc import Iterable

from renkei.amendment.trouble import Trouble
from renkei.desk.frame.problems import Problem
from renkei.instrument.model import Refusal


def of_troubles(troubles: Iterable[Trouble]) -> list[Problem]:
    """The kernel's obstacles as reasons against the operation, each naming its sentence and place."""
    return [_of(trouble) for trouble in troubles]


def _of(trouble: Trouble) -> Problem:
    where = f"（{trouble.place}）" if trouble.place else ""
    said = f"「{trouble.said}」: " if trouble.said else ""
    return Problem(
        f"amend.{trouble.code.value}",
        f"{said}{trouble.message_ja}{where}",
        f"{said}{trouble.message_en}{where}",
        field="prose",
        remedy_ja=trouble.remedy_ja,
        remedy_en=trouble.remedy_en,
    )


def of_table(troubles: Iterable[Trouble]) -> list[Problem]:
    """What stands in the way of a 新旧対照表 that was handed in, each naming the row of its file."""
    return [
        Problem(
            f"amend.{trouble.code.value}",
            (f"表の{trouble.instruction + 1}行目：" if trouble.instruction >= 0 else "")
            + trouble.message_ja,
            (f"Row {trouble.instruction + 1}: " if trouble.instruction >= 0 else "")
            + trouble.message_en,
            field="file",
            remedy_ja=trouble.remedy_ja,
            remedy_en=trouble.remedy_en,
        )
        for trouble in troubles
    ]


def of_refusal(refusal: Refusal, field: str) -> Problem:
    """A file that cannot be read."""
    return Problem(
        f"text.{refusal.code}",
        refusal.message_ja,
        refusal.message_en,
        field=field,
        remedy_ja=refusal.remedy_ja,
        remedy_en=refusal.remedy_en,
    )


def against_name(name: str) -> list[Problem]:
    """A change has a name."""
    if name.strip():
        return []
    return [Problem("name.empty", "件名を入れてください。", "Give it a name.", field="name")]


def not_in_force() -> Problem:
    """There is no wording to start from."""
    return Problem(
        "change.not_in_force",
        "締結済みで施行期日のある版がないため、変更案を作れません。",
        "No wording of this agreement is in force, so there is nothing to change.",
        remedy_ja="協約の本文と施行期日を先に登録してください。",
        remedy_en="Enter the text of the agreement and its day of effect first.",
    )


def nothing_typed() -> Problem:
    """An empty form."""
    return Problem("change.empty", "文を入れてください。", "Type the words.", field="words")


def no_agreement() -> Problem:
    """A text without a single article in the place of an agreement."""
    return Problem(
        "change.no_agreement",
        "条が一つもないため、協約の本文として取り込めません。",
        "It has no article, so it cannot be the text of the agreement.",
        field="words",
        remedy_ja="変更後の協約の全文にしてください。改め文や新旧対照表は、取込みの画面でその種類を選んでください。",
        remedy_en="Give the whole text as it is to read. For amending sentences or a comparing table, choose that"
        " kind where files are taken in.",
    )


def is_a_table() -> Problem:
    """A comparing table handed in as the text."""
    return Problem(
        "change.is_a_table",
        "このファイルは、協約の本文ではなく新旧対照表のようです。",
        "This file seems to be a comparing table and not the text of the agreement.",
        field="file",
        remedy_ja="「取り込むもの」を新旧対照表にして、もう一度選んでください。",
        remedy_en="Choose the comparing table as what is taken in, and the file again.",
    )


def no_change() -> Problem:
    """The target text says what the text in force says."""
    return Problem(
        "change.none",
        "変更後の本文は、現行の本文と同じです。",
        "The target text says the same as the text in force.",
        remedy_ja="変更する規定を編集してください。",
        remedy_en="Edit what is to change.",
    )


def unproved() -> Problem:
    """The kernel could not prove any wording."""
    return Problem(
        "change.unproved",
        "この変更は、改め文で正しく表せることを確かめられませんでした。",
        "It could not be proved that amending sentences express this change.",
        remedy_ja="編集を小さく分けるか、全文を改める方式にしてください。",
        remedy_en="Make smaller edits, or restate the whole text.",
    )


def undecided() -> Problem:
    """A misfit waits for a decision."""
    return Problem(
        "change.undecided",
        "決定を待つ相違が残っています。",
        "Deviations still wait for a decision.",
        remedy_ja="相違を一つずつ決めてください。",
        remedy_en="Decide them one by one.",
    )


def other_base() -> Problem:
    """WrongBase: another wording has become the newest."""
    return Problem(
        "change.WrongBase",
        "この変更案を作った後に、協約の新しい版ができました。",
        "The agreement has a newer wording than the one this change starts from.",
        remedy_ja="「いまの版に移す」で、変更案を新しい版に当てはめ直してください。",
        remedy_en="Move the change to the newest wording first.",
    )


def same_base() -> Problem:
    """Nothing to move to."""
    return Problem(
        "change.same_base",
        "この変更案は、すでにいちばん新しい版から始まっています。",
        "This change starts from the newest wording already.",
    )


def closed() -> Problem:
    """Sent or given up."""
    return Problem(
        "change.closed",
        "手続に送った変更案と取りやめた変更案は、編集できません。",
        "A change that was sent into a procedure or given up cannot be edited.",
        remedy_ja="手続中の案文は、手続の画面で差し替えられます。",
        remedy_en="The text of a procedure is replaced on the page of the procedure.",
    )


def unchecked(title: str) -> Problem:
    """Only what is checked is sent."""
    return Problem(
        "change.unchecked",
        f"{title}: 点検が終わっていません。",
        f"{title}: not checked yet.",
        remedy_ja="点検を終えてから、手続に送ってください。",
        remedy_en="Finish checking it first.",
    )


def no_reason() -> Problem:
    """A decision against the common words needs a reason."""
    return Problem(
        "misfit.reason",
        "理由を入れてください。",
        "Give the reason.",
        field="reason",
    )


def no_decision() -> Problem:
    """Enter was pressed in a field: none of the three ways was chosen."""
    return Problem(
        "misfit.no_decision",
        "決め方が選ばれていません。",
        "None of the ways was chosen.",
        remedy_ja="「この文言に合わせる」「この文言にする」「変えない」のどれかを押してください。",
        remedy_en="Press one of the three buttons: take these words, write your own, or leave it out.",
    )


def no_proposal() -> Problem:
    """Nothing can be taken over."""
    return Problem(
        "misfit.no_proposal",
        "この協約には、合わせる規定が見つかりません。",
        "This agreement has no provision that could follow.",
        remedy_ja="手で直すか、この協約では変えないことにしてください。",
        remedy_en="Edit by hand, or leave it out.",
    )


def not_partner(title: str) -> Problem:
    """An agreement the change cannot be applied to."""
    return Problem(
        "spread.not_partner",
        f"「{title}」には、この変更案を適用できません。",
        f"This change cannot be applied to “{title}”.",
        remedy_ja="同じ圏域の締結済みの協約を選んでください。",
        remedy_en="Choose concluded agreements of the same region.",
    )


def chosen_none() -> Problem:
    """No agreement chosen."""
    return Problem(
        "spread.none", "協約を一つ以上選んでください。", "Choose at least one agreement."
    )


def other_model() -> Problem:
    """A model text of another region, or two of different names."""
    return Problem(
        "model.other",
        "この圏域の同じ標準文の、二つの版を選んでください。",
        "Choose two versions of one model text of this region.",
        field="model",
    )
