"""Drafts of concluded agreements: the model changes later, and their deviations are asked about."""

import pytest


@pytest.fixture
def places(db):
    from renkei.desk import training

    return training.fill("himitsu-no-kotoba-1")


def test_the_model_changes_after_the_conclusion(client, places):
    from renkei.desk.agreements.draft_operations import renew_drafts, write_model
    from renkei.desk.agreements.draft_queries import drafts_of
    from renkei.desk.agreements.models import ModelText

    actor = places.at(places.centre)
    drafts = drafts_of(places.region, actor)
    assert len(drafts) == 4
    old = ModelText.objects.get()
    text = old.text.replace("産学官連携の体制づくり等", "産学官連携の推進等").replace(
        "時にに", "時に"
    )
    new = write_model(actor, places.region, old.name, text, based_on=1)
    renewed = renew_drafts(actor, new, drafts)
    fits = {
        (draft.agreement.parties.get(order=2).name, row.fit)
        for draft in renewed
        for row in draft.deviations.all()
    }
    # 川添町 has words of its own where the model changed, and leaves 福祉 out where it did not.
    assert ("川添町", "changed") in fits
    assert ("川添町", "fits") in fits
    assert ("北野市", "fits") in fits
    client.force_login(places.people[places.centre])
    page = client.get(f"/regions/{places.region.slug}/models/").content.decode()
    assert "決定待ち 1" in page
    assert "変更の手続中" in page
