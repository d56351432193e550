"""Scenarios of the operations about regions, municipalities and their figures."""

from __future__ import annotations

import datetime
from decimal import Decimal

from renkei.desk.region import operations, statistic_operations
from renkei.desk.region.models import Head, Membership
from tests.desk.accounts.scenario import Call, scenario

DAY = datetime.date(2020, 10, 1)


def figure(w):
    return statistic_operations.Figure(
        code=w.place.code,
        measure="population",
        basis="census",
        as_of=DAY,
        value=Decimal(12345),
        status="final",
        source="国勢調査（見本）",
    )


@scenario("region.add_municipality")
def add_municipality(w):
    return Call(
        operations.add_municipality,
        "993018",
        name="新町",
        kind="town",
        prefecture="見本県",
        fictional=True,
        region=w.region,
    )


@scenario("region.edit_municipality")
def edit_municipality(w):
    return Call(
        operations.edit_municipality,
        w.place,
        revision=w.place.revision,
        region=w.region,
        address="浜辺市本町2番",
    )


@scenario("region.add_region")
def add_region(w):
    return Call(
        operations.add_region, "atarashii", name="新圏域", scheme="renkei_chusu", fictional=True
    )


@scenario("region.edit_region")
def edit_region(w):
    return Call(
        operations.edit_region,
        w.region,
        revision=w.region.revision,
        name="青嶺圏域",
        name_en="",
        source="",
    )


@scenario("region.add_member")
def add_member(w):
    return Call(operations.add_member, w.region, w.far, since=datetime.date(2021, 4, 1))


@scenario("region.end_membership")
def end_membership(w):
    membership = Membership.objects.get(municipality=w.place)
    return Call(operations.end_membership, membership, datetime.date(2027, 3, 31))


@scenario("region.add_milestone")
def add_milestone(w):
    return Call(operations.add_milestone, w.region, DAY, "連携中枢都市宣言")


@scenario("region.remove_milestone")
def remove_milestone(w):
    made = operations.add_milestone(w.machine, w.region, DAY, "連携中枢都市宣言")
    return Call(operations.remove_milestone, made)


@scenario("region.add_head")
def add_head(w):
    until = datetime.date(2018, 4, 30)  # the one there is has been since 1 May
    assert Head.objects.get(municipality=w.place).since > until
    return Call(
        operations.add_head,
        w.place,
        "浜野 二郎",
        since=datetime.date(2014, 5, 1),
        until=until,
        region=w.region,
    )


@scenario("region.add_statistic")
def add_statistic(w):
    return Call(statistic_operations.add_statistic, w.place, figure(w), region=w.region)


@scenario("region.correct_statistic")
def correct_statistic(w):
    row = statistic_operations.add_statistic(w.machine, w.place, figure(w), region=w.region)
    return Call(
        statistic_operations.correct_statistic,
        row,
        value=Decimal(12346),
        source="国勢調査（見本）",
        region=w.region,
    )


@scenario("region.import_statistics")
def import_statistics(w):
    return Call(statistic_operations.import_statistics, w.region, [figure(w)])
