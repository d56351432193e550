"""Scenarios of the operations about texts and agreements."""

from __future__ import annotations

import datetime
from importlib import resources

from django.utils import timezone

from renkei.amendment.placeholders import used
from renkei.desk.accounts import post_operations
from renkei.desk.agreements import draft_operations, operations
from renkei.desk.agreements.models import Intake
from renkei.desk.agreements.party_names import GivenParty
from renkei.desk.agreements.writing import Paper
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.agreements import texts
from tests.desk.office import AOMINE, HAMABE, behind_the_back

TEXT = "第1条　この協約の目的は、次のとおりとする。\n".encode()


def intake(w):
    with behind_the_back(Intake):
        return Intake.objects.create(
            person=w.whose,
            source=TEXT,
            filename="協約.txt",
            expires_at=timezone.now() + datetime.timedelta(hours=1),
        )


@scenario("agreements.receive", mine=True)
def receive(w):
    return Call(operations.receive, TEXT, filename="協約.txt")


@scenario("agreements.read_as")
def read_as(w):
    return Call(operations.read_as, intake(w), "statute")


@scenario("agreements.discard")
def discard(w):
    return Call(operations.discard, intake(w))


@scenario("agreements.keep_reading")
def keep_reading(w):
    return Call(operations.keep_reading, intake(w))


@scenario("agreements.clear_expired", mine=True)
def clear_expired(w):
    expired = intake(w)
    with behind_the_back(Intake) as rows:
        rows.filter(pk=expired.pk).update(expires_at=timezone.now())
    return Call(operations.clear_expired)


@scenario("agreements.remove")
def remove(w):
    return Call(operations.remove, operations.keep_reading(w.acting(w.whose), intake(w)))


def entered(w, public=False):
    return operations.import_text(
        w.machine, "hyohon", TEXT, filename="協約.txt", region=w.region, public=public
    )


@scenario("agreements.import_text")
def import_text(w):
    return Call(operations.import_text, "hyohon", TEXT, filename="協約.txt", region=w.region)


@scenario("agreements.enter_file", quiet=True)  # the entry is that of import_text
def enter_file(w):
    return Call(operations.enter_file, "hyohon", TEXT, filename="協約.txt", region=w.region)


@scenario("agreements.publish")
def publish(w):
    return Call(operations.publish, entered(w))


@scenario("agreements.withdraw")
def withdraw(w):
    return Call(operations.withdraw, entered(w, public=True))


# 圏域の一覧 -------------------------------------------------------------------------------


def given(w, *names):
    return [
        GivenParty(letter, name, w.places[name])
        for letter, name in zip("甲乙", names or (AOMINE, HAMABE), strict=True)
    ]


def paper(day=texts.EFFECTIVE):
    return Paper(texts.agreement(effective=day), "協約.txt")


def held(w):
    return operations.enter_agreement(w.machine, w.region, paper(), given(w))


@scenario("agreements.enter_agreement")
def enter_agreement(w):
    return Call(operations.enter_agreement, w.region, paper(), given(w))


@scenario("agreements.begin_agreement")
def begin_agreement(w):
    return Call(operations.begin_agreement, w.region, given(w), title="新しい協約")


@scenario("agreements.enter_version")
def enter_version(w):
    return Call(operations.enter_version, held(w), paper("令和4年4月1日"))


@scenario("agreements.edit_agreement")
def edit_agreement(w):
    row = held(w)
    return Call(
        operations.edit_agreement,
        row,
        revision=row.revision,
        title="別の題名",
        kind=row.kind,
        scheme=row.scheme,
        term_ends=None,
        missing="告示の写し",
    )


@scenario("agreements.set_missing")
def set_missing(w):
    return Call(operations.set_missing, held(w), "告示の写し")


@scenario("agreements.set_parties")
def set_parties(w):
    row = held(w)
    named = [GivenParty("甲", "青嶺市（中心市）", w.places[AOMINE]), given(w)[1]]
    return Call(operations.set_parties, row, named)


@scenario("agreements.set_responsible_post")
def set_responsible_post(w):
    post = post_operations.create_post(w.machine, w.place, division="広域課")
    party = held(w).parties.get(municipality=w.place)
    return Call(operations.set_responsible_post, party, post)


# 標準文 -----------------------------------------------------------------------------------

MODEL = (resources.files("renkei") / "data" / "training" / "model.txt").read_text(encoding="utf-8")


def model(w, more=""):
    return draft_operations.write_model(
        w.machine, w.region, "標準文", MODEL + more, based_on=1 if more else 0
    )


def drafted(w):
    return draft_operations.draft_for(w.machine, model(w), [w.place])[0]


def article():
    found = draft_operations.places(draft_operations.model_document(MODEL))
    return next(key for key in found if key.startswith("art_"))


def deviation(w):
    return draft_operations.deviate(
        w.machine, drafted(w), article(), "第1条　別の文とする。", reason="地域の事情"
    )


@scenario("agreements.write_model", at=AOMINE)
def write_model(w):
    return Call(draft_operations.write_model, w.region, "標準文", MODEL)


@scenario("agreements.draft_for", at=AOMINE)
def draft_for(w):
    return Call(draft_operations.draft_for, model(w), [w.place])


@scenario("agreements.fill_draft")
def fill_draft(w):
    return Call(draft_operations.fill_draft, drafted(w), {used(MODEL)[0]: "見本"})


@scenario("agreements.deviate")
def deviate(w):
    return Call(
        draft_operations.deviate,
        drafted(w),
        article(),
        "第1条　別の文とする。",
        reason="地域の事情",
    )


@scenario("agreements.renew_drafts", at=AOMINE)
def renew_drafts(w):
    draft = drafted(w)
    return Call(draft_operations.renew_drafts, model(w, "\n"), [draft])


@scenario("agreements.accept_model")
def accept_model(w):
    return Call(draft_operations.accept_model, deviation(w))


@scenario("agreements.keep_deviation")
def keep_deviation(w):
    found = deviation(w)
    with behind_the_back(type(found)) as rows:
        rows.filter(pk=found.pk).update(fit="changed")
    return Call(draft_operations.keep_deviation, found)


@scenario("agreements.drop_deviation")
def drop_deviation(w):
    return Call(draft_operations.drop_deviation, deviation(w))
