"""Law as data: which scheme asks for which steps, of whom, by which provision."""

from datetime import date

import pytest

from renkei.desk.region.schemes import (
    SCHEMES,
    Duty,
    Kind,
    Step,
    UnknownScheme,
    Who,
    scheme,
)
from renkei.desk.region.schemes.table import tables
from tests.docs.pages import ROOT

EVERY = [(law, kind) for law in SCHEMES.values() for kind in Kind]


def steps(key: str, kind: Kind) -> list[Step]:
    return [rule.step for rule in scheme(key).rules_for(kind)]


def test_the_four_schemes_are_there() -> None:
    assert list(SCHEMES) == ["renkei_chusu", "teiju_jiritsu", "partner", "other"]
    with pytest.raises(UnknownScheme):
        scheme("gappei")


def test_a_partnership_agreement_goes_through_the_steps_of_article_252_2() -> None:
    assert steps("renkei_chusu", Kind.CONCLUDE) == [
        Step.CONSULT,
        Step.AGREE,
        Step.BILL,
        Step.RESOLVE,
        Step.SIGN,
        Step.PUBLISH,
        Step.FILE,
        Step.TAKE_EFFECT,
    ]
    cited = {r.step: r.provision_ja for r in scheme("renkei_chusu").rules_for(Kind.CONCLUDE)}
    assert cited[Step.RESOLVE] == "地方自治法第252条の2第3項"
    assert cited[Step.PUBLISH] == cited[Step.FILE] == "地方自治法第252条の2第2項"


@pytest.mark.parametrize("kind", [Kind.CHANGE, Kind.ABOLISH, Kind.RENEW])
def test_change_and_abolition_follow_the_three_paragraphs_by_the_fourth(kind: Kind) -> None:
    assert steps("other", kind) == steps("other", Kind.CONCLUDE)
    for rule in scheme("other").rules_for(kind):
        if rule.duty is Duty.STATUTORY:
            assert "第252条の2第4項" in rule.provision_ja


def test_a_settlement_region_rests_on_the_ordinance_and_files_nothing_by_law() -> None:
    rules = {rule.step: rule for rule in scheme("teiju_jiritsu").rules_for(Kind.CONCLUDE)}
    assert rules[Step.RESOLVE].duty is Duty.ORDINANCE
    assert "第96条第2項" in rules[Step.RESOLVE].provision_ja
    assert rules[Step.FILE].required is False
    assert rules[Step.FILE].confirmed is False
    assert not any(rule.duty is Duty.STATUTORY for rule in scheme("teiju_jiritsu").rules)


def test_a_partner_agreement_needs_no_council_and_no_statute() -> None:
    for kind in Kind:
        assert not {Step.BILL, Step.RESOLVE, Step.FILE} & set(steps("partner", kind))
    assert not any(rule.duty is Duty.STATUTORY for rule in scheme("partner").rules)


def test_only_the_party_that_gives_notice_asks_its_council() -> None:
    rules = {rule.step: rule for rule in scheme("renkei_chusu").rules_for(Kind.NOTICE)}
    assert rules[Step.RESOLVE].who is rules[Step.NOTIFY].who is Who.NOTIFIER
    assert Step.SIGN not in rules


def test_a_correction_needs_no_council_but_both_parties() -> None:
    rules = {rule.step: rule for rule in scheme("renkei_chusu").rules_for(Kind.CORRECT)}
    assert list(rules) == [Step.AGREE, Step.PUBLISH, Step.TAKE_EFFECT]
    assert rules[Step.AGREE].who is Who.ALL


def test_the_filing_goes_to_each_partys_governor_and_to_the_minister_with_a_prefecture() -> None:
    law = scheme("renkei_chusu")
    assert law.addressee("広島県", ["city", "city"]) == "広島県知事"
    assert law.addressee("岡山県", ["city", "city"]) == "岡山県知事"
    assert law.addressee("岡山県", ["city", "prefecture"]) == "総務大臣"
    assert law.addressee("", ["city"]) == ""
    assert scheme("partner").addressee("北海道", ["city"]) == ""
    assert scheme("teiju_jiritsu").addressee("北海道", ["city"]) == ""


def test_there_was_no_basis_for_an_agreement_before_november_2014() -> None:
    law = scheme("renkei_chusu")
    assert law.basis_on(date(2014, 10, 31)) is None
    assert law.basis_on(date(2014, 11, 1)) is law.bases[0]
    assert scheme("partner").basis_on(date(1990, 1, 1)) is not None


def test_the_guideline_changed_its_name_on_a_day() -> None:
    names = [(g.valid_to, g.ja[:10]) for g in scheme("renkei_chusu").guidelines]
    assert names == [(date(2015, 1, 27), "地方中枢拠点都市圏構"), (None, "連携中枢都市圏構想推")]


@pytest.mark.parametrize(("law", "kind"), EVERY)
def test_every_rule_cites_its_provision_and_source_in_both_languages(law, kind) -> None:
    rules = law.rules_for(kind)
    assert rules, "a kind without steps could never be done"
    for rule in rules:
        assert rule.ja
        assert rule.en
        assert rule.provision_ja
        assert rule.provision_en
        assert rule.source
        assert rule.confirmed or rule.duty is not Duty.STATUTORY or rule.note_ja
    assert len({rule.step for rule in rules}) == len(rules)


@pytest.mark.parametrize(("law", "kind"), EVERY)
def test_steps_stand_in_the_order_in_which_they_come(law, kind) -> None:
    order = list(Step)
    found = [order.index(r.step) for r in law.rules_for(kind) if r.step is not Step.TAKE_EFFECT]
    if kind is not Kind.NOTICE:  # there the notice comes before what is published
        assert found == sorted(found)


def test_the_page_of_procedures_shows_the_data() -> None:
    page = (ROOT / "docs" / "procedures.md").read_text("utf-8")
    assert "\n".join(tables()).strip() in page
