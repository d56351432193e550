"""Scenarios of the operations about changes, and their arguments."""

from __future__ import annotations

from renkei.desk.changes import operations, spread_operations
from renkei.desk.changes.documents import table_bytes
from renkei.desk.changes.models import Misfit
from renkei.desk.changes.pieces import seen_of
from renkei.desk.changes.texts import pair_of
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.changes.texts import agreement, model_words, piece, words
from tests.desk.office import AOMINE, KAWAZOE


def opened(w):
    """A change of the agreement of 青嶺市 and 浜辺市."""
    return operations.open_change(w.machine, agreement(w.office), name="連携協約の変更（見本）")


def changed(w):
    """The same with something changed."""
    made = opened(w)
    return operations.put_text(w.machine, made, words().replace("時にに", "時に"), seen=made.number)


def models(w):
    """Two versions of the model text: a slip corrected in the second."""
    from renkei.desk.agreements.draft_operations import write_model

    text = model_words()
    old = write_model(w.machine, w.region, "標準文", text)
    new = write_model(
        w.machine, w.region, "標準文", text.replace("時にに", "時に"), based_on=old.version
    )
    return old, new


@scenario("changes.open")
def open_change(w):
    return Call(operations.open_change, agreement(w.office), name="連携協約の変更（見本）")


@scenario("changes.revise")
def revise(w):
    return Call(operations.revise, opened(w), name="別の件名", effective=None, reason="", post=None)


@scenario("changes.edit_piece")
def edit_piece(w):
    made = opened(w)
    one = piece(made, "第1条")
    return Call(operations.edit_piece, made, one.node_id, seen_of(one), "第1条　別の文。")


@scenario("changes.add_piece")
def add_piece(w):
    made = opened(w)
    one = piece(made, "環境")
    return Call(operations.add_piece, made, one.node_id, seen_of(one), "防犯\t一\t二\t三")


@scenario("changes.put_text")
def put_text(w):
    made = opened(w)
    return Call(operations.put_text, made, words(more="別の文。"), seen=made.number)


@scenario("changes.take_file")
def take_file(w):
    made = opened(w)
    data = words(more="別の文。").encode()
    return Call(operations.take_file, made, data, "a.txt", seen=made.number)


@scenario("changes.take_prose")
def take_prose(w):
    made = opened(w)
    prose = "第1条中「活性化」を「発展」に改める。"
    return Call(operations.take_prose, made, prose, seen=made.number)


@scenario("changes.take_table")
def take_table(w):
    made = changed(w)
    data = table_bytes(made, pair_of(made), "docx", old_right=True)
    operations.put_text(w.machine, made, words(), seen=made.number)
    made.refresh_from_db()
    return Call(operations.take_table, made, data, seen=made.number)


@scenario("changes.take_model")
def take_model(w):
    made = opened(w)
    old, new = models(w)
    return Call(spread_operations.take_model, made, old, new, seen=made.number)


@scenario("changes.take_references")
def take_references(w):
    made = operations.open_change(
        w.machine,
        agreement(w.office, more="第4条の協議を妨げない。"),
        name="連携協約の変更（見本）",
    )
    after = piece(made, "第2条")
    operations.add_piece(
        w.machine,
        made,
        after.node_id,
        seen_of(after),
        "（公開）\n\n第3条 公表する。",
        renumber=True,
    )
    made.refresh_from_db()
    return Call(operations.take_references, made, seen=made.number)


@scenario("changes.check")
def check(w):
    return Call(operations.check, changed(w))


@scenario("changes.drop")
def drop(w):
    return Call(operations.drop, opened(w))


@scenario("changes.rebase")
def rebase(w):
    from tests.desk.changes.test_operations import newer

    made = changed(w)
    newer(made.agreement, ("活性化", "発展"))
    made.refresh_from_db()
    return Call(operations.rebase, made, seen=made.number)


@scenario("changes.spread", at=AOMINE)
def spread(w):
    return Call(spread_operations.spread_change, changed(w), [agreement(w.office, KAWAZOE)])


@scenario("changes.decide", at=KAWAZOE)
def decide(w):
    miss = _follower(w, changed(w)).misfits.get()
    return Call(spread_operations.decide, miss, Misfit.Decision.LEFT_OUT, reason="別の定めのため")


def _follower(w, made):
    """The same change applied, from the other side, to words that it does not fit."""
    other = agreement(w.office, KAWAZOE, disaster="訓練等を行う。")
    (row,) = spread_operations.spread_change(w.machine, made, [other])
    return row


@scenario("changes.leave_out", at=KAWAZOE)
def leave_out(w):
    return Call(spread_operations.leave_out, _follower(w, changed(w)), "別の定めのため")


@scenario("changes.send")
def send(w):
    made = changed(w)
    operations.check(w.machine, made)
    return Call(spread_operations.send, made)
