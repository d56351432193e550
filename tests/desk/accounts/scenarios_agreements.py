"""Scenarios of the operations about texts and agreements."""

from __future__ import annotations

import datetime

from django.utils import timezone

from renkei.desk.agreements import operations
from renkei.desk.agreements.models import Intake
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.office import behind_the_back

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


@scenario("agreements.enter_file")
def enter_file(w):
    return Call(operations.enter_file, "hyohon", TEXT, filename="協約.txt")


@scenario("agreements.publish")
def publish(w):
    return Call(operations.publish, entered(w))


@scenario("agreements.withdraw")
def withdraw(w):
    return Call(operations.withdraw, entered(w, public=True))
