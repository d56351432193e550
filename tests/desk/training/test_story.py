"""The training region as a demonstration shows it: every row of it came from an operation."""

import datetime

import pytest

TODAY = datetime.date(2026, 11, 23)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    """The region, made once for all of these tests and taken back after them."""
    from django.db import transaction
    from django.utils import timezone

    from renkei.desk import training

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_: TODAY)
        with transaction.atomic():
            yield training.fill("himitsu-no-kotoba-1", TODAY)
            transaction.set_rollback(True)


def test_four_partners_have_come_to_different_steps_of_one_change(places):
    from renkei.desk.procedures.models import Procedure

    rows = Procedure.objects.filter(kind="change").order_by("agreement__slug")
    stages = {row.agreement.parties.get(order=2).name: row.stage_ja for row in rows}
    assert stages == {
        "浜辺市": "甲・乙の告示・届出待ち",
        "川添町": "乙の議決待ち",
        "高穂村": "乙の議案提出待ち",
        "北野市": "乙の確認待ち",
    }


def test_the_conclusions_of_the_past_stand_on_the_word_of_both(places):
    from renkei.desk.procedures.models import Act, Procedure

    assert Procedure.objects.filter(kind="conclude", state="done").count() == 4
    assert not Act.objects.filter(confirmed=False, procedure__kind="conclude").exists()


def test_partners_depart_from_the_model_text_on_purpose(places):
    from renkei.desk.agreements.models import AnnexRow, Deviation

    assert Deviation.objects.exclude(reason="").count() == 6
    welfare = AnnexRow.objects.filter(name="福祉").values_list(
        "expression__agreement__parties__name", flat=True
    )
    assert {"川添町", "高穂村"}.isdisjoint(welfare)
    assert {"浜辺市", "北野市"} <= set(welfare)


def test_all_of_it_is_marked_as_made_up_and_stands_in_the_journal(places):
    from renkei.desk.journal.models import Entry
    from renkei.desk.region.models import Municipality, Region

    assert not Region.objects.filter(fictional=False).exists()
    assert not Municipality.objects.filter(fictional=False).exists()
    assert Entry.objects.filter(operation="procedures.record_resolution").count() == 4
    assert Entry.objects.filter(chain="aomine").count() > 60


def test_the_change_corrects_the_slip_and_adds_a_row(places):
    from renkei.desk.procedures.models import Procedure
    from renkei.instrument import read

    text = bytes(Procedure.objects.filter(kind="change").first().text)
    assert "時にに" not in text.decode()
    rows = [node.id for node in read(text).root.walk()]
    assert any("地域公共交通" in row for row in rows)


def test_every_public_page_of_a_fictional_agreement_says_so_to_anybody(places, client):
    from renkei.desk.agreements.models import Agreement

    shown = 0
    for agreement in Agreement.objects.filter(region=places.region, public=True):
        for more in ("", "art_1/", "versions/", "?on=1990-01-01"):
            answer = client.get(f"/agreements/{agreement.slug}/{more}")
            if answer.status_code == 200:
                shown += 1
                heading = answer.content.decode().split("<h1")[1].split("</h1>")[0]
                assert "見本" in heading, (agreement.slug, more)
    assert shown >= 4
