"""What may stand against something said in a negotiation, in words."""

from __future__ import annotations

from renkei.desk.frame.problems import Problem


def closed() -> Problem:
    """The procedure does not go on."""
    return Problem(
        "negotiation.closed",
        "この手続は進んでいません（完了、取下げ、または過去の手続です）。",
        "This procedure is not under way.",
        remedy_ja="これまでの協議の記録は、そのまま読めます。",
        remedy_en="The record stays readable.",
    )


def no_text() -> Problem:
    """Nothing lies on the table."""
    return Problem(
        "negotiation.no_text",
        "案文がまだ登録されていません。",
        "No text lies on the table yet.",
        remedy_ja="先に案文を登録してください。",
        remedy_en="Put a text on the table first.",
    )


def no_provision() -> Problem:
    """The id is none of the text."""
    return Problem(
        "negotiation.no_provision",
        "その規定は、今の案文にありません。",
        "The text on the table has no such provision.",
        remedy_ja="案文が差し替えられました。協議の画面を開き直し、規定を選び直してください。",
        remedy_en="The text was replaced. Open the page again and choose the provision.",
    )


def nothing_said(field: str = "body") -> Problem:
    """Empty words."""
    return Problem("negotiation.empty", "内容を入れてください。", "Say something.", field=field)


def too_long(most: int, field: str = "body") -> Problem:
    """More words than are kept."""
    return Problem(
        "negotiation.long",
        f"長すぎます（{most}字まで）。",
        f"Too long (at most {most} characters).",
        field=field,
    )


def not_there(words: str, place: str, field: str) -> Problem:
    """Words that the provision does not have."""
    return Problem(
        "TextNotFound",
        f"「{short(words)}」という言葉は、{place}にありません。",
        f"{place} does not have the words “{short(words)}”.",
        field=field,
        remedy_ja="案文の言葉を、句読点まで一字一句そのまま写してください。",
        remedy_en="Copy the words exactly as the text has them.",
    )


def several(words: str, place: str, count: int) -> Problem:
    """Words that stand more than once."""
    return Problem(
        "MultipleTextFound",
        f"「{short(words)}」は、{place}の{count}か所にあります。どれを改めるのか決まりません。",
        f"“{short(words)}” stands in {count} places of {place}.",
        field="before",
        remedy_ja="前後の言葉を足して、1か所だけに当てはまるようにしてください。",
        remedy_en="Add the words around it until only one place fits.",
    )


def no_change() -> Problem:
    """The same words again."""
    return Problem(
        "negotiation.same",
        "改めた後の言葉が、今の言葉と同じです。",
        "The words proposed are those that stand there.",
        field="after",
    )


def other_shape() -> Problem:
    """With these words it would read as other provisions."""
    return Problem(
        "negotiation.shape",
        "この言葉に改めると、条・項・号や表の組立てが変わります。修正案では字句だけを改められます。",
        "With these words the text would read as other provisions; a proposal changes words only.",
        field="after",
        remedy_ja="規定を加える・削るときは、意見として述べ、案文そのものを差し替えてください。",
        remedy_en="To add or strike a provision, say so as a comment and replace the text.",
    )


def unseen(sign: str, field: str = "after") -> Problem:
    """A sign in the words proposed that nobody sees: a control sign, a mark of direction, a zero width."""
    return Problem(
        "negotiation.unseen",
        f"目に見えない文字（U+{ord(sign):04X}）が含まれています。案文には入れられません。",
        f"There is an invisible character (U+{ord(sign):04X}); it cannot go into the text.",
        field=field,
        remedy_ja="ほかの文書から写した言葉なら、その箇所を手で打ち直してください。",
        remedy_en="If the words were copied from another document, type that part anew.",
    )


def overlap(place: str) -> Problem:
    """Two agreed proposals touch the same words."""
    return Problem(
        "Overlap",
        f"{place}: 同意された修正案どうしが、同じ言葉に重なっています。",
        f"{place}: agreed proposals touch the same words.",
        remedy_ja="重なる修正案の一方を取り下げ、一つにまとめて提案し直してください。",
        remedy_en="Withdraw one of them and propose both changes as one.",
    )


def over(state_ja: str, state_en: str) -> Problem:
    """Nothing more is to be done about a proposal."""
    return Problem(
        "negotiation.over",
        f"この修正案は「{state_ja}」です。",
        f"This proposal is settled: {state_en}.",
    )


def own_proposal() -> Problem:
    """A party's own proposal needs no answer of it."""
    return Problem(
        "negotiation.own",
        "自らの団体の修正案です。回答は要りません。",
        "This is your own proposal; it needs no answer of yours.",
        remedy_ja="やめるときは、取り下げてください。",
        remedy_en="Withdraw it if you no longer want it.",
    )


def no_reason(field: str = "reason") -> Problem:
    """A refusal or withdrawal without a reason."""
    return Problem("negotiation.reason", "理由を入れてください。", "Give the reason.", field=field)


def condition() -> Problem:
    """Agreement with a reason, which would be lost or would be a condition."""
    return Problem(
        "negotiation.condition",
        "「同意する」には、理由や条件を付けられません。",
        "Agreement takes no reason and no condition.",
        field="reason",
        remedy_ja="条件があるときは「同意しない」とし、または別の修正案を出してください。"
        "補足は返答として述べてください。",
        remedy_en="With a condition, do not agree, or propose other words; remarks go into a reply.",
    )


def settled() -> Problem:
    """The comment is done with already."""
    return Problem(
        "negotiation.settled",
        "この意見は、すでに済みとなっています。",
        "This comment is settled already.",
        remedy_ja="協議を続けるときは、返答を記録してください。",
        remedy_en="Reply to go on with it.",
    )


def not_a_party() -> Problem:
    """Somebody who is none of the agreement answers."""
    return Problem(
        "negotiation.party",
        "この協約の当事者ではありません。",
        "Not a party to this agreement.",
        field="party",
    )


def still_waiting() -> Problem:
    """A comment with proposals that are not settled is not done with."""
    return Problem(
        "negotiation.waiting",
        "結論の出ていない修正案があります。",
        "A proposal under it is not settled.",
        remedy_ja="取り込むか、取り下げるか、不同意の回答を待ってから済みにしてください。",
        remedy_en="Take it in, withdraw it or have it answered first.",
    )


def nothing_agreed() -> Problem:
    """There is nothing to take into the text."""
    return Problem(
        "negotiation.nothing",
        "全当事者が同意した修正案がありません。",
        "No proposal has the agreement of all parties.",
    )


def no_file() -> Problem:
    """No file would say exactly the changed text."""
    return Problem(
        "negotiation.file",
        "改めた案文を、同じ内容のファイルとして書き出せませんでした。",
        "The changed text could not be written as a file that says exactly this.",
        remedy_ja="案文のファイルを手元で直し、案文として登録してください。",
        remedy_en="Change the file by hand and put it on the table.",
    )


def short(words: str, most: int = 30) -> str:
    """Words as a message shows them."""
    flat = words.replace("\u2028", " ").replace("\n", " ")
    return flat if len(flat) <= most else f"{flat[:most]}…"
