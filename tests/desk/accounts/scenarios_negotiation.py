"""Scenarios of the operations about negotiations: what has been said before, and its arguments."""

from __future__ import annotations

from renkei.desk.negotiation import operations
from renkei.desk.negotiation import sheet_operations as operations_of_sheets
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.office import AOMINE, HAMABE, KITANO
from tests.desk.procedures.matters import Way, agreement

WORDS = "圏域の活性化を図ることを目的とする。"


def way(w):
    """A change of the agreement of 青嶺市 and 浜辺市, with its text on the table."""
    return Way(w.office, agreement(w.office)).open()


def comment_of(made, by):
    return operations.comment(by, made.procedure, "art_1", "図るの前に何か要らないか。")


def proposal_of(made, by):
    return operations.propose(by, comment_of(made, by), "圏域の活性化", "圏域の持続的な発展")


@scenario("negotiation.comment")
def comment(w):
    return Call(operations.comment, way(w).procedure, "art_1", "言葉が足りない。", quoted=WORDS)


@scenario("negotiation.reply")
def reply(w):
    made = way(w)
    return Call(operations.reply, comment_of(made, made.centre), "そのとおりです。")


@scenario("negotiation.propose")
def propose(w):
    made = way(w)
    return Call(operations.propose, comment_of(made, made.centre), "圏域の活性化", "圏域の発展")


@scenario("negotiation.answer")
def answer(w):
    made = way(w)
    return Call(operations.answer, proposal_of(made, made.centre), made.of(HAMABE), True)


@scenario("negotiation.withdraw_proposal")
def withdraw_proposal(w):
    made = way(w)
    return Call(operations.withdraw_proposal, proposal_of(made, made.other), "別の案にする。")


@scenario("negotiation.settle")
def settle(w):
    made = way(w)
    return Call(operations.settle, comment_of(made, made.other), "原案のとおりとする。")


@scenario("negotiation.take_in")
def take_in(w):
    made = way(w)
    proposal = proposal_of(made, made.other)
    operations.answer(made.centre, proposal, made.of(AOMINE), True)
    return Call(operations.take_in, made.procedure)


def sheet_of(made, party):
    """協議票 of one party with one comment on it."""
    import io

    import openpyxl

    from renkei.desk.negotiation import queries
    from renkei.desk.negotiation.sheet import HEAD_ROW, HEADS, TALKS, write_sheet
    from renkei.desk.negotiation.threads import talks_of
    from renkei.desk.procedures.holding import Upload
    from tests.desk.office import at_machine

    talks = talks_of(queries.procedure_for(at_machine(), made.pk))
    seat = next(seat for seat in talks.seats if seat.row.pk == party.pk)
    book = openpyxl.load_workbook(io.BytesIO(write_sheet(talks, seat)))
    book[TALKS].cell(HEAD_ROW + 1, HEADS.index("意見・返答") + 1).value = "異議ありません。"
    out = io.BytesIO()
    book.save(out)
    return Upload("協議票.xlsx", out.getvalue())


@scenario("negotiation.enter_sheet")
def enter_sheet(w):
    made = way(w)
    party = made.of(HAMABE)
    return Call(
        operations_of_sheets.enter_sheet, made.procedure, party, sheet_of(made.procedure, party)
    )


@scenario("negotiation.transmit_sheet")
def transmit_sheet(w):
    """北野市 has nobody here."""
    from renkei.desk.procedures.operations import open_procedure
    from renkei.desk.region.schemes import Kind
    from tests.desk.procedures.matters import text

    row = agreement(w.office, KITANO)
    made = open_procedure(
        w.machine, row, Kind.CHANGE, name="変更", text=text(KITANO, "（改正）"), text_name="b.txt"
    )
    party = row.parties.get(municipality__name=KITANO)
    return Call(operations_of_sheets.transmit_sheet, made, party, sheet_of(made, party))
