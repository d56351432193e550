"""Municipalities, members, mayors and figures: what is written, and what is refused."""

import datetime
from decimal import Decimal

import pytest

from tests.desk.office import AOMINE, HAMABE, KITANO, at_machine
from tests.desk.region.figures import figure

DAY = datetime.date(2020, 10, 1)


def refused(call):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_everything_wrong_with_a_municipality_is_said_at_once(db):
    from renkei.desk.region import operations

    codes = refused(
        lambda: operations.add_municipality(
            at_machine(), "011003", name="札幌町", kind="city", prefecture="青森県", kana="サッポロ"
        )
    )
    assert codes == ["region.code", "region.kind", "region.kana", "region.missing"]


@pytest.mark.parametrize("code", ["11002", "0110021", "札幌", "", "991015", "481009"])
def test_a_real_municipality_needs_its_real_code(db, code):
    from renkei.desk.region import operations

    call = {"name": "札幌市", "kind": "city", "prefecture": "北海道", "source": "x"}
    assert "region.code" in refused(lambda: operations.add_municipality(at_machine(), code, **call))


def test_a_made_up_municipality_never_has_a_real_code(db):
    from renkei.desk.region import operations

    call = {"name": "見本市", "kind": "city", "prefecture": "見本県", "fictional": True}
    assert refused(lambda: operations.add_municipality(at_machine(), "011002", **call)) == [
        "region.code"
    ]


def test_real_and_made_up_do_not_mix(office):
    from renkei.desk.region import operations

    real = operations.add_municipality(
        at_machine(), "011002", name="札幌市", kind="designated", prefecture="北海道", source="x"
    )
    call = lambda: operations.add_member(at_machine(), office.region, real, since=None)  # noqa: E731
    assert refused(call) == ["region.fictional"]


def test_a_municipality_belongs_to_two_regions_but_not_twice_to_one(office):
    from renkei.desk.region import operations

    place = office.places[HAMABE]
    other = operations.add_region(
        at_machine(), "kita", name="北定住自立圏", scheme="teiju_jiritsu", fictional=True
    )
    operations.add_member(at_machine(), other, place, since=DAY)
    assert place.memberships.count() == 2
    assert refused(lambda: operations.add_member(at_machine(), other, place, since=DAY)) == [
        "region.twice"
    ]


def test_a_member_leaves_and_comes_back(office):
    from renkei.desk.region import operations
    from renkei.desk.region.models import Membership

    row = Membership.objects.get(municipality=office.places[HAMABE])
    assert refused(
        lambda: operations.end_membership(at_machine(), row, datetime.date(2019, 3, 1))
    ) == ["region.days"]
    operations.end_membership(at_machine(), row, datetime.date(2022, 3, 31))
    assert refused(lambda: operations.end_membership(at_machine(), row, DAY)) == ["region.left"]
    again = operations.add_member(
        at_machine(), office.region, row.municipality, since=datetime.date(2024, 4, 1)
    )
    assert Membership.on(datetime.date(2022, 3, 31)).filter(pk=row.pk).exists()
    assert not Membership.on(datetime.date(2023, 1, 1)).filter(municipality=HAMABE).exists()
    assert again.pk != row.pk


def test_a_region_has_at_most_two_centre_cities(office):
    from renkei.desk.region import operations
    from renkei.desk.region.models import Membership

    region = operations.add_region(
        at_machine(), "two", name="双子圏域", scheme="renkei_chusu", fictional=True
    )
    for name in (AOMINE, HAMABE):
        operations.add_member(at_machine(), region, office.places[name], since=None, centre=True)
    call = lambda: operations.add_member(  # noqa: E731
        at_machine(), region, office.places[KITANO], since=None, centre=True
    )
    assert refused(call) == ["region.centres"]
    assert Membership.objects.filter(region=region).count() == 2


def test_a_new_mayor_ends_the_time_of_the_old_one(office):
    from renkei.desk.region import operations
    from renkei.desk.region.models import Head

    place = office.places[AOMINE]
    operations.add_head(at_machine(), place, "青野 花子", since=DAY)
    rows = Head.objects.filter(municipality=place).order_by("since")
    assert [(row.name, row.until) for row in rows] == [
        ("青野 一郎", datetime.date(2020, 9, 30)),
        ("青野 花子", None),
    ]
    inside = lambda: operations.add_head(  # noqa: E731
        at_machine(), place, "別人", since=datetime.date(2019, 1, 1), until=DAY
    )
    assert set(refused(inside)) == {"region.two_heads"}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"status": "確報"}, "region.status"),
        ({"source": " "}, "region.missing"),
        ({"as_of": datetime.date(2199, 1, 1)}, "region.as_of"),
        ({"value": Decimal("-1")}, "region.value"),
        ({"value": Decimal("NaN")}, "region.value"),
        ({"value": Decimal("102.3")}, "region.whole"),
        ({"measure": "area", "value": Decimal("102.345")}, "region.places"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(office, other, code):
    from renkei.desk.region.statistic_operations import add_statistic

    place = office.places[AOMINE]
    assert refused(lambda: add_statistic(at_machine(), place, figure(**other))) == [code]


def test_preliminary_and_final_stand_side_by_side_but_none_twice(office):
    from renkei.desk.region.statistic_operations import add_statistic

    place = office.places[AOMINE]
    add_statistic(at_machine(), place, figure())
    add_statistic(at_machine(), place, figure(status="preliminary", value=Decimal(102400)))
    assert refused(lambda: add_statistic(at_machine(), place, figure())) == ["region.known"]


def test_a_secretariat_writes_only_for_members_of_its_region(office):
    from renkei.desk.journal.operation import NotPermitted
    from renkei.desk.region import operations

    other = operations.add_region(
        at_machine(), "kita", name="北圏域", scheme="other", fictional=True
    )
    secretariat = office.at(AOMINE, "secretariat")
    place = operations.add_municipality(
        at_machine(), "991066", name="西野市", kind="city", prefecture="見本県", fictional=True
    )
    operations.add_member(at_machine(), other, place, since=None)
    for region in (office.region, other, None):
        with pytest.raises(NotPermitted):
            operations.add_head(secretariat, place, "西野 一郎", since=DAY, region=region)
    operations.add_head(
        secretariat, office.places[HAMABE], "浜野 花子", since=DAY, region=office.region
    )


def test_a_figure_as_people_write_it():
    from renkei.desk.region.operations import figure as read

    assert [read(t) for t in ("1,973,395", "７９，３０６", "56,869人", "1121.26 km2")] == [
        Decimal(1973395), Decimal(79306), Decimal(56869), Decimal("1121.26"),
    ]  # fmt: skip
    for text in ("", "約100", "-5", "1.2.3", "１２千人", "NaN"):
        with pytest.raises(ValueError, match=r"^"):
            read(text)
