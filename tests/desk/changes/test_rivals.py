"""Two changes of one agreement at a time: what both claim is told before either is sent."""

import pytest
from django.test import Client

from renkei.desk.changes.models import Change
from tests.desk.changes.texts import agreement, change, edited
from tests.desk.office import AOMINE

pytestmark = pytest.mark.django_db


def page(office, made):
    client = Client()
    client.force_login(office.person(AOMINE, "editor"))
    return client.get(f"/changes/{made.pk}/").content.decode()


def two(office, first, second):
    """浜辺市's agreement with two changes, each with one edit."""
    of = agreement(office)
    made = []
    for edit in (first, second):
        row = change(office, of)
        edited(office, row, *edit)
        made.append(Change.objects.get(pk=row.pk))
    return made


def test_both_pages_say_that_two_changes_claim_the_same_words(office):
    one, other = two(
        office, ("第1条", ("活性化", "発展")), ("第1条", ("圏域の活性化", "圏域全体の振興"))
    )
    for mine, theirs in ((one, other), (other, one)):
        said = page(office, mine)
        assert "ほかの変更案と競合しています" in said
        assert f"/changes/{theirs.pk}/" in said
        assert "第1条" in said


def test_changes_of_different_places_are_told_and_do_not_conflict(office):
    one, _other = two(office, ("第1条", ("活性化", "発展")), ("第3条", ("費用", "経費")))
    said = page(office, one)
    assert "競合しています" not in said
    assert "同じ版をもとにした、ほかの変更案があります" in said


def test_a_change_that_was_given_up_is_no_rival(office):
    one, other = two(office, ("第1条", ("活性化", "発展")), ("第1条", ("活性化", "振興")))
    from renkei.desk.changes import operations

    operations.drop(office.at(AOMINE, "editor"), other)
    assert "ほかの変更案" not in page(office, one)
