"""標準文と案: drafts for many partners at once, deviations, and a model that changes under them."""

import datetime

import pytest

from tests.desk.agreements.compared.family import (
    AOMINE,
    HAMABE,
    KAWAZOE,
    KITANO,
    PARTNERS,
    TAKAHO,
    wording,
)
from tests.desk.office import at_machine

BASE = "/regions/aomine/models/"
NAME = "連携協約 標準文"
SPRING = datetime.date(2027, 4, 1)
ROW = "annex_1__row_創業の促進"
LIBRARY = "annex_1__row_図書館"


def model_words():
    return (
        wording(HAMABE)
        .replace("浜辺市港町1番地1", "〔乙の住所〕")
        .replace("波多野 凪", "〔乙の氏名〕")
        .replace("浜辺市長", "〔乙の職名〕")
        .replace(HAMABE, "〔乙〕")
        .replace("青嶺市緑町1番地", "〔甲の住所〕")
        .replace("山城 嶺", "〔甲の氏名〕")
        .replace("青嶺市長", "〔甲の職名〕")
        .replace(AOMINE, "〔甲〕")
        .replace("令和8年4月1日", "〔施行日〕")
        .replace("令和8年3月27日", "〔締結日〕")
    )


@pytest.fixture
def secretary(office):
    """An editor of the centre."""
    return office.at(AOMINE, "editor")


@pytest.fixture
def model(office, secretary):
    from renkei.desk.agreements.draft_operations import write_model

    return write_model(secretary, office.region, NAME, model_words())


@pytest.fixture
def drafts(office, secretary, model):
    """Drafts for three partners, by name."""
    from renkei.desk.agreements.draft_operations import draft_for

    partners = [office.places[name] for name in PARTNERS[:3]]
    made = draft_for(secretary, model, partners, effective=SPRING)
    return dict(zip(PARTNERS, made, strict=False))


def refused(call, *arguments, **options):
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as error:
        call(*arguments, **options)
    return [problem.code for problem in error.value.problems]


def text_of(draft):
    from renkei.desk.agreements.draft_operations import draft_text

    draft.refresh_from_db()
    return draft_text(draft).decode()


def next_version(secretary, office, *edits):
    from renkei.desk.agreements.draft_operations import write_model

    words = model_words()
    for old, new in edits:
        assert old in words
        words = words.replace(old, new)
    return write_model(secretary, office.region, NAME, words, based_on=1)


def test_one_model_makes_the_text_for_each_partner(drafts):
    from renkei.desk.agreements.models import Agreement
    from renkei.instrument import read_text

    document = read_text(text_of(drafts[KAWAZOE]))
    assert [party.name for party in document.facts.parties] == [AOMINE, KAWAZOE]
    assert document.facts.effective == SPRING
    assert "〔" not in document.source
    assert "令和　　年　　月　　日" in document.source
    assert "川野 一郎" in document.source
    agreement = drafts[KAWAZOE].agreement
    assert (agreement.status, agreement.slug) == (Agreement.Status.DRAFT, "aomine-991031")
    assert [p.municipality.name for p in agreement.parties.order_by("order")] == [AOMINE, KAWAZOE]
    assert agreement.title == "青嶺市及び川添町における連携中枢都市圏形成に係る連携協約"


def test_drafts_for_all_or_for_none(office, secretary, model, drafts):
    from renkei.desk.agreements.draft_operations import draft_for
    from renkei.desk.agreements.models import Draft

    both = [office.places[KITANO], office.places[HAMABE], office.places[AOMINE]]
    assert refused(draft_for, secretary, model, both) == ["draft.there_already", "draft.no_member"]
    assert refused(draft_for, secretary, model, []) == ["draft.no_partner"]
    assert Draft.objects.count() == 3


def test_a_placeholder_that_is_none_is_refused_with_its_line(office, secretary):
    from renkei.desk.agreements.draft_operations import write_model
    from renkei.desk.frame.problems import Refused

    with pytest.raises(Refused) as error:
        write_model(secretary, office.region, NAME, "第1条 〔甲〕は、\n〔乙の住処〕に置く。")
    (problem,) = error.value.problems
    assert problem.ja.startswith("2行目の「〔乙の住処〕」")


def test_two_who_edit_the_model_do_not_overwrite_each_other(office, secretary, model):
    from renkei.desk.agreements.draft_operations import write_model

    next_version(secretary, office, ("目的とする。", "目的にする。"))
    late = refused(write_model, secretary, office.region, NAME, "別の文。", based_on=1)
    assert late == ["model.other_version"]
    same = model_words().replace("目的とする。", "目的にする。")
    assert refused(write_model, secretary, office.region, NAME, same, based_on=2) == [
        "model.unchanged"
    ]


def test_only_the_partners_words_change_where_it_deviates(office, drafts):
    from renkei.desk.agreements.draft_operations import deviate

    own = "創業の促進\t窓口の設置を行う。\t窓口を置く。\t窓口を知らせる。\n朝市\t朝市を開く。\t出店する。\t貸す。"
    deviate(office.at(KAWAZOE, "editor"), drafts[KAWAZOE], ROW, own, reason="町の窓口")
    deviate(office.at(KAWAZOE, "editor"), drafts[KAWAZOE], LIBRARY, "")
    text = text_of(drafts[KAWAZOE])
    assert own in text
    assert "図書館" not in text
    assert "図書館" in text_of(drafts[HAMABE])
    assert text_of(drafts[HAMABE]).replace("浜辺市", "川添町").count("\n") == text.count("\n")


def test_the_words_of_the_model_end_a_deviation(office, secretary, drafts):
    from renkei.desk.agreements.draft_operations import deviate
    from renkei.desk.agreements.drafting import places
    from renkei.instrument import read_text

    draft = drafts[KAWAZOE]
    deviate(secretary, draft, ROW, "創業の促進\t別\t別\t別")
    assert draft.deviations.count() == 1
    words = places(read_text(model_words()))[ROW].text
    assert deviate(secretary, draft, ROW, words) is None
    assert draft.deviations.count() == 0


def test_a_deviation_that_cannot_be_is_refused(secretary, drafts):
    from renkei.desk.agreements.draft_operations import deviate

    draft = drafts[KAWAZOE]
    assert refused(deviate, secretary, draft, "art_99", "別") == ["deviation.no_place"]
    assert refused(deviate, secretary, draft, ROW, "〔丁番〕\t別") == ["model.placeholder"]


def test_a_new_model_says_of_each_deviation_whether_it_fits(office, secretary, drafts):
    from renkei.desk.agreements.draft_operations import deviate, renew_drafts

    draft = drafts[TAKAHO]
    deviate(secretary, draft, "art_1", "（目的）\n第1条 この連携協約は、村を守ることを目的とする。")
    deviate(secretary, draft, ROW, "創業の促進\t別\t別\t別")
    deviate(secretary, draft, LIBRARY, "")
    deviate(
        secretary,
        draft,
        "art_3",
        "（費用分担）\n第3条 費用は、甲の負担とする。",
    )
    new = next_version(
        secretary,
        office,
        ("相談窓口を知らせる。", "相談窓口を広報する。"),
        ("図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。\n", ""),
        ("（費用分担）\n第3条", "（公表）\n第3条 甲は、成果を公表する。\n\n（費用分担）\n第4条"),
    )
    renew_drafts(secretary, new, list(drafts.values()))
    fits = {d.node_id: d.fit for d in draft.deviations.all()}
    assert fits == {"art_1": "fits", ROW: "changed", LIBRARY: "gone", "art_4": "fits"}
    assert refused(text_of, draft) == ["draft.undecided"]
    assert "広報する" in text_of(drafts[HAMABE])
    moved = draft.deviations.get(node_id="art_4")
    assert moved.words == "（費用分担）\n第4条 費用は、甲の負担とする。"


def test_each_deviation_is_decided_by_itself(office, secretary, drafts):
    from renkei.desk.agreements.draft_operations import (
        accept_model,
        deviate,
        drop_deviation,
        keep_deviation,
        renew_drafts,
    )

    draft = drafts[TAKAHO]
    tourism = "annex_1__row_観光の推進"
    for node, words in (
        (ROW, "創業の促進\t別\t別\t別"),
        (tourism, "観光の推進\t村\t村\t村"),
        (LIBRARY, ""),
    ):
        deviate(secretary, draft, node, words)
    new = next_version(
        secretary,
        office,
        ("相談窓口", "窓口"),
        ("共同の宣伝", "共同宣伝"),
        ("図書館	図書館の相互利用を行う。	図書を貸す。	図書を貸す。\n", ""),
    )
    renew_drafts(secretary, new, [draft])
    rows = {d.node_id: d for d in draft.deviations.all()}
    assert refused(keep_deviation, secretary, rows[LIBRARY]) == ["deviation.gone"]
    assert refused(accept_model, secretary, rows[LIBRARY]) == ["deviation.gone"]
    drop_deviation(secretary, rows[LIBRARY])
    keep_deviation(secretary, rows[ROW])
    accept_model(secretary, rows[tourism])
    text = text_of(draft)
    assert "創業の促進\t別\t別\t別" in text
    assert "共同宣伝" in text
    (kept,) = draft.deviations.all()
    assert (kept.node_id, kept.fit) == (ROW, "fits")
    assert "\t窓口の設置等を行う。" in kept.model_words


def test_a_draft_with_open_placeholders_is_no_agreed_text(office, secretary, model):
    from renkei.desk.agreements.draft_operations import draft_for, fill_draft

    (draft,) = draft_for(secretary, model, [office.places[KITANO]])
    assert refused(text_of, draft) == ["draft.open"]
    assert refused(fill_draft, secretary, draft, {"〔施行日〕": "令和9年\n4月"}) == ["draft.value"]
    assert refused(fill_draft, secretary, draft, {"〔誰〕": "誰か"}) == ["model.placeholder"]
    fill_draft(secretary, draft, draft.values | {"〔施行日〕": "令和9年4月1日"})
    assert "令和9年4月1日から施行する。" in text_of(draft)


def test_a_model_is_of_the_centre_and_a_draft_of_its_parties(office, model, drafts):
    from renkei.desk.agreements.draft_operations import deviate, draft_for, write_model
    from renkei.desk.journal.operation import NotPermitted

    partner, other = office.at(KAWAZOE, "editor"), office.at(HAMABE, "editor")
    reader = office.at(AOMINE, "reader")
    with pytest.raises(NotPermitted):
        write_model(partner, office.region, "別", "文")
    with pytest.raises(NotPermitted):
        draft_for(reader, model, [office.places[KITANO]])
    with pytest.raises(NotPermitted):
        deviate(other, drafts[KAWAZOE], ROW, "創業の促進\t別\t別\t別")
    assert deviate(partner, drafts[KAWAZOE], ROW, "創業の促進\t別\t別\t別")


def test_every_step_is_in_the_journal(office, secretary, drafts):
    from renkei.desk.journal.models import Entry

    made = list(Entry.objects.order_by("number").values_list("operation", flat=True))
    assert made[-2:] == ["agreements.write_model", "agreements.draft_for"]


# The pages


@pytest.fixture
def as_secretary(client, office):
    client.force_login(office.person(AOMINE, "editor"))
    return client


def test_the_pages_lead_from_a_text_to_drafts_and_a_decision(as_secretary, office):
    client = as_secretary
    assert "まだ登録されていません" in client.get(BASE).content.decode()
    edit = BASE + "edit/"
    checked = client.post(
        edit, {"act": "check", "name": NAME, "text": "（目的）\n第1条 〔乙の住処〕"}
    )
    assert checked.status_code == 200
    assert "差込箇所の一覧にありません" in checked.content.decode()
    wrong = client.post(edit, {"act": "save", "name": NAME, "text": "〔誰〕", "based_on": "0"})
    assert wrong.status_code == 422
    assert "〔誰〕</textarea>" in wrong.content.decode()
    sent = {
        "act": "save",
        "name": NAME,
        "text": model_words().replace("\n", "\r\n"),
        "based_on": "0",
    }
    assert client.post(edit, sent).headers["Location"] == BASE

    from renkei.desk.agreements.models import Deviation, Draft, ModelText

    first = ModelText.objects.get()
    assert first.text == model_words()
    codes = [office.places[name].code for name in PARTNERS]
    make = f"{BASE}{first.pk}/drafts/"
    bad = client.post(make, {"partners": codes, "effective": "来年の春"})
    assert bad.status_code == 422
    assert 'value="来年の春"' in bad.content.decode()
    assert Draft.objects.count() == 0
    assert client.post(make, {"partners": codes, "effective": "令和9年4月1日"}).status_code == 302
    assert Draft.objects.count() == 4

    draft = Draft.objects.get(agreement__slug="aomine-991031")
    here = f"/regions/aomine/drafts/{draft.pk}/"
    assert client.get(here).status_code == 200
    cells = {
        f"cell-0-{at}": said
        for at, said in enumerate(("創業の促進", "窓口\r\nを置く。", "置く。", ""))
    }
    added = {f"cell-1-{at}": said for at, said in enumerate(("朝市", "開く。", "出る。", "貸す。"))}
    form = client.get(f"{here}{ROW}/").content.decode()
    assert 'name="cell-1-3"' in form
    assert client.post(f"{here}{ROW}/", cells | added | {"reason": "町の窓口"}).status_code == 302
    assert (
        Deviation.objects.get().words
        == "創業の促進\t窓口を置く。\t置く。\t\n朝市\t開く。\t出る。\t貸す。"
    )
    shown = client.get(here).content.decode()
    assert "町の窓口" in shown
    assert "朝市" in client.get(here + "text").content.decode()

    second = model_words().replace("相談窓口", "窓口")
    assert (
        client.post(
            f"{edit}?name={NAME}", {"act": "save", "text": second, "based_on": "1"}
        ).status_code
        == 302
    )
    newest = ModelText.objects.get(version=2)
    assert "新しい版あり" in client.get(BASE).content.decode()
    keys = [str(one.pk) for one in Draft.objects.all()]
    assert client.post(f"{BASE}{newest.pk}/renew/", {"drafts": keys}).status_code == 302
    assert "決定待ち 1" in client.get(BASE).content.decode()
    assert "決定を待つ相違" in client.get(here).content.decode()
    waiting = Deviation.objects.get()
    assert client.post(f"{here}decide/{waiting.pk}/", {"act": "keep"}).headers["Location"] == here
    assert "決定を待つ相違" not in client.get(here).content.decode()
    assert client.get(f"{BASE}{newest.pk}/").status_code == 200


def test_two_versions_typed_at_once_keep_what_the_second_typed(
    as_secretary, office, model, secretary
):
    next_version(secretary, office, ("目的とする。", "目的にする。"))
    sent = {"act": "save", "text": "（目的）\n第1条 私の文。", "based_on": "1"}
    answer = as_secretary.post(f"{BASE}edit/?name={NAME}", sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "別の人が第2版を登録しました" in html
    assert "第1条 私の文。</textarea>" in html


def test_drafts_are_seen_by_their_parties_only(client, office, drafts):
    client.force_login(office.person(HAMABE, "editor"))
    html = client.get(BASE).content.decode()
    assert HAMABE in html
    assert f"drafts/{drafts[KAWAZOE].pk}/" not in html
    assert client.get(f"/regions/aomine/drafts/{drafts[KAWAZOE].pk}/").status_code == 404
    assert client.get(f"/regions/aomine/drafts/{drafts[HAMABE].pk}/").status_code == 200


def test_outsiders_see_nothing(client, sato, model):
    assert client.get(BASE).status_code == 302
    client.force_login(sato)
    assert client.get(BASE).status_code == 404


def test_a_forged_decision_is_refused(client, office, drafts):
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(office.person(AOMINE, "editor"))
    assert guarded.post(f"{BASE}1/drafts/", {"partners": "991058"}).status_code == 403


def test_the_check_of_an_excel_file_writes_nothing(as_secretary, family):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from renkei.desk.agreements.family_excel import write_workbook
    from renkei.desk.agreements.family_table import Comparison
    from renkei.desk.journal.models import Entry

    found = Comparison(family.region, datetime.date(2026, 11, 22), at_machine())
    before = Entry.objects.count()
    address = "/regions/aomine/family/check/"
    good = SimpleUploadedFile("取組表.xlsx", write_workbook(found))
    assert "一致しています" in as_secretary.post(address, {"file": good}).content.decode()
    bad = as_secretary.post(address, {"file": SimpleUploadedFile("x.xlsx", b"MZ")})
    assert bad.status_code == 422
    assert "Excel ファイル（.xlsx）として読めません" in bad.content.decode()
    assert as_secretary.post(address).status_code == 422
    assert Entry.objects.count() == before
