"""What a party said on its sheet (協議票), entered line by line: all of it or nothing."""

from __future__ import annotations

import hashlib

from renkei.desk.agreements.models import Party
from renkei.desk.frame.problems import Problem, Refused
from renkei.desk.journal.actor import Actor
from renkei.desk.journal.operation import operation
from renkei.desk.negotiation.models import Comment, Proposal, SheetFile
from renkei.desk.negotiation.saying import (
    Voice,
    refuse,
    say_answer,
    say_comment,
    say_proposal,
    say_reply,
    under_way,
)
from renkei.desk.negotiation.sheet_reading import Filled, Line, number_of, read_sheet
from renkei.desk.procedures.holding import Upload
from renkei.desk.procedures.models import Procedure
from renkei.desk.procedures.operations.common import held, of_party
from renkei.desk.procedures.operations.transmitted import against_speaking_for
from renkei.desk.procedures.queries import key_of

#: What a comment says that came with nothing but a proposal.
BARE = "字句の修正案です。"


@operation(
    "negotiation.enter_sheet",
    ja="協議票を登録する",
    en="Enter a negotiation sheet",
    concerns=of_party,
)
def enter_sheet(actor: Actor, procedure: Procedure, party: Party, sheet: Upload) -> SheetFile:
    """協議票の登録 by the party itself: everything on its sheet, with the sheet kept."""
    return _enter(actor, procedure, party, sheet, transmitted=False)


@operation(
    "negotiation.transmit_sheet",
    ja="協議票により登録する",
    en="Enter a party's negotiation sheet for it",
    concerns=of_party,
)
def transmit_sheet(actor: Actor, procedure: Procedure, party: Party, sheet: Upload) -> SheetFile:
    """協議票による登録 by the secretariat, for a party that has nobody who records in Renkei: nothing
    but what the sheet says, and marked so. Refused if the party has people."""
    if party.municipality is not None:
        refuse(against_speaking_for(party.municipality))
    return _enter(actor, procedure, party, sheet, transmitted=True)


def _enter(
    actor: Actor, procedure: Procedure, party: Party, sheet: Upload, *, transmitted: bool
) -> SheetFile:
    procedure = held(procedure)
    filled = read_sheet(sheet.content)
    refuse((*under_way(procedure), *against_sheet(filled, procedure, party)))
    sha256 = hashlib.sha256(sheet.content).hexdigest()
    if SheetFile.objects.filter(procedure=procedure, sha256=sha256).exists():
        raise Refused(_twice())
    kept = SheetFile.objects.create(
        procedure=procedure,
        party=party,
        name=sheet.name[-255:],
        sha256=sha256,
        content=sheet.content,
        transmitted=transmitted,
    )
    voice = Voice.of(actor, party, kept)
    problems: list[Problem] = []
    for line in filled.lines:
        problems += [_at(line, problem) for problem in _said(voice, procedure, line)]
    refuse(problems)
    return kept


def _said(voice: Voice, procedure: Procedure, line: Line) -> tuple[Problem, ...]:
    """Enter one line, or every reason why not."""
    if line.problems:
        return line.problems
    try:
        _say(voice, procedure, line)
    except Refused as refused:
        return refused.problems
    return ()


def _say(voice: Voice, procedure: Procedure, line: Line) -> None:
    words = line.values
    body, before, after = words["意見・返答"], words["改める言葉"], words["改めた後の言葉"]
    if line.sort == "p":
        proposal = Proposal.objects.filter(
            comment__procedure=procedure, pk=number_of(line.key)
        ).first()
        if proposal is None:
            raise Refused(_no_such())
        say_answer(voice, procedure, proposal, bool(line.answer), words["同意しない理由"])
        return
    if line.sort == "n":
        comment = say_comment(
            voice, procedure, line.key, body.strip() or BARE, before if before.strip() else ""
        )
    else:
        found = Comment.objects.filter(procedure=procedure, pk=number_of(line.key)).first()
        if found is None:
            raise Refused(_no_such())
        comment = found
        if body.strip():
            say_reply(voice, procedure, comment, body)
    if before.strip() or after.strip():
        say_proposal(voice, procedure, comment, before, after)


def against_sheet(filled: Filled, procedure: Procedure, party: Party) -> tuple[Problem, ...]:
    """Whether it is the sheet of this procedure, text and party."""
    if filled.procedure != procedure.pk:
        return (
            Problem(
                "sheet.other_procedure",
                "ほかの手続の協議票です。",
                "A sheet of another procedure.",
                remedy_ja="その手続の協議の画面から読み込んでください。",
                remedy_en="Hand it in at that procedure.",
            ),
        )
    if filled.party != key_of(party):
        return (
            Problem(
                "sheet.other_party",
                f"{party.name}の協議票ではありません。",
                "Another party's sheet.",
            ),
        )
    if filled.text != procedure.text_sha256:
        return (
            Problem(
                "sheet.other_text",
                "この票が作られた後に、案文が差し替えられました。",
                "The text was replaced since this sheet was made.",
                remedy_ja="新しい票を作り、記入した内容を写してもらってください。",
                remedy_en="Make a new sheet and have what was filled in copied.",
            ),
        )
    if not filled.lines:
        return (Problem("sheet.empty", "記入された行がありません。", "Nothing is filled in."),)
    return ()


def _at(line: Line, problem: Problem) -> Problem:
    return Problem(
        problem.code,
        f"{line.row}行目（{line.place}）: {problem.ja}",
        f"Row {line.row} ({line.place}): {problem.en}",
        field=f"r-{line.row}",
        provision=problem.provision,
        remedy_ja=problem.remedy_ja,
        remedy_en=problem.remedy_en,
    )


def _no_such() -> Problem:
    return Problem(
        "sheet.no_such",
        "この行の意見または修正案が見つかりません。",
        "The comment or proposal of this row was not found.",
        remedy_ja="行番号の列は変えないでください。",
        remedy_en="Leave the column of row numbers as it is.",
    )


def _twice() -> Problem:
    return Problem(
        "sheet.twice",
        "この協議票は、すでに登録されています。",
        "This sheet has been entered already.",
    )
