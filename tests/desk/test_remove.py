"""Taking one's own kept text away again: asked first, and only while nobody else could read it."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.desk.office import acting, at_machine
from tests.desk.people import SLUG, sample_bytes


@pytest.fixture
def kept(sato):
    from renkei.desk.agreements import operations

    return operations.keep_reading(
        acting(sato), operations.receive(acting(sato), sample_bytes(), filename="a.txt")
    )


def test_its_owner_is_asked_and_then_it_is_gone(as_sato, kept):
    from renkei.desk.agreements.models import Agreement, Expression

    address = f"/agreements/{kept.slug}/"
    assert f'href="{address}remove/"' in as_sato.get(address).content.decode()
    asked = as_sato.get(f"{address}remove/").content.decode()
    assert kept.title in asked
    assert "元に戻せません" in asked
    assert Agreement.objects.exists()
    answer = as_sato.post(f"{address}remove/", follow=True)
    assert "削除しました" in answer.content.decode()
    assert not Agreement.objects.exists()
    assert not Expression.objects.exists()
    assert as_sato.get(address).status_code == 404


def test_nobody_else_removes_it(client, suzuki, kept):
    from renkei.desk.agreements import operations

    address = f"/agreements/{kept.slug}/remove/"
    assert client.post(address).status_code == 302  # to the sign-in
    client.force_login(suzuki)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        operations.remove(acting(suzuki), kept)
    kept.refresh_from_db()


def test_what_was_ever_published_stays(as_sato, sato, kept):
    from renkei.desk.agreements import operations

    address = f"/agreements/{kept.slug}/"
    operations.publish(at_machine(), kept)
    assert "remove/" not in as_sato.get(address).content.decode()
    assert as_sato.post(f"{address}remove/").status_code == 404
    operations.withdraw(at_machine(), kept)
    assert as_sato.post(f"{address}remove/").status_code == 404
    with pytest.raises(PermissionDenied):
        operations.remove(acting(sato), kept)


def test_a_public_agreement_offers_no_removal(as_sato, sample):
    address = f"/agreements/{SLUG}/"
    assert "remove/" not in as_sato.get(address).content.decode()
    assert as_sato.post(f"{address}remove/").status_code == 404
