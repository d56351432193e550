"""A signed text is entered in the register of a region."""

import datetime
import io
import re
import zipfile

import pytest

from tests.desk.agreements import texts
from tests.desk.agreements.conftest import entered, given
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, KITANO, TAKAHO, acting, at_machine
from tests.desk.test_intake import hand_in

DAY = datetime.date.fromisoformat


@pytest.fixture
def editor(client, office):
    """An editor of 浜辺市, signed in."""
    person = office.person(HAMABE, "editor")
    client.force_login(person)
    return person


def waiting(person, data):
    """The address at which a waiting file of a person is entered."""
    from renkei.desk.agreements import operations

    intake = operations.receive(acting(person), data, filename="協約.txt")
    return f"/intake/{intake.token}/enter/"


def sent(page, do, **typed):
    """What the form sends of a page that was just drawn."""
    form = page.context["form"]
    values = {
        name: form[name].value() or "" for name in form.fields if not form[name].field.disabled
    }
    values = {k: (v.isoformat() if hasattr(v, "isoformat") else v) for k, v in values.items()}
    return {**values, "region": "aomine", "do": do, **typed}


def refusals(answer):
    assert answer.status_code == 422
    form = answer.context["form"]
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def test_a_new_agreement_is_checked_and_then_entered(client, office, editor):
    from renkei.desk.agreements.models import Agreement, Intake

    address = waiting(editor, texts.agreement())
    page = client.get(address)
    check = client.post(address, sent(page, "check", term_ends="令和11年3月31日"))
    html = check.content.decode()
    assert check.status_code == 200
    assert "まだ登録されていません" in html
    assert "浜辺市（991023）" in html
    assert "令和11年（2029年）3月31日" in html
    assert not Agreement.objects.exists()
    done = client.post(address, sent(page, "enter", term_ends="令和11年3月31日"))
    agreement = Agreement.objects.get()
    assert done.headers["Location"] == f"/agreements/{agreement.slug}/"
    assert (agreement.region, agreement.scheme) == (office.region, "renkei_chusu")
    assert [party.municipality.name for party in agreement.parties.all()] == [AOMINE, HAMABE]
    assert agreement.term_ends == DAY("2029-03-31")
    assert not agreement.public
    assert not Intake.objects.exists()
    version = agreement.expressions.get()
    assert bytes(version.source) == texts.agreement()
    assert version.rows.count() == 1


def test_what_is_typed_stays_when_going_back_to_correct(client, office, editor):
    address = waiting(editor, texts.agreement(concluded=""))
    page = client.get(address)
    back = client.post(
        address, sent(page, "edit", concluded="平成31年3月29日", missing="議案の控え")
    )
    assert back.context["form"]["concluded"].value() == "平成31年3月29日"
    assert "議案の控え" in back.content.decode()


def test_an_incomplete_paper_is_entered_and_its_gaps_are_shown(client, office, editor):
    from renkei.desk.agreements.models import Agreement

    address = waiting(editor, texts.agreement(concluded="", effective=""))
    page = client.get(address)
    client.post(address, sent(page, "enter", valid_from="H31.4.1"))
    agreement = Agreement.objects.get()
    assert "締結年月日（本文に記載がない）" in agreement.missing
    html = client.get(f"/agreements/{agreement.slug}/").content.decode()
    assert "締結年月日（本文に記載がない）" in html
    assert agreement.expressions.get().valid_from == DAY("2019-04-01")


def test_a_day_other_than_the_text_says_is_refused(client, office, editor):
    address = waiting(editor, texts.agreement())
    page = client.get(address)
    answer = client.post(address, sent(page, "check", valid_from="平成31年5月1日"))
    assert "本文には平成31年（2019年）4月1日とあります" in refusals(answer)


def test_a_wrong_day_is_refused_in_words(client, office, editor):
    address = waiting(editor, texts.agreement())
    answer = client.post(address, sent(client.get(address), "check", term_ends="2029-02-30"))
    assert "という日はありません" in refusals(answer)


def test_a_party_mapped_to_another_municipality_is_refused(client, office, editor):
    address = waiting(editor, texts.agreement())
    wrong = office.places[KITANO].code
    answer = client.post(address, sent(client.get(address), "check", **{"party-0": wrong}))
    assert "当事者「青嶺市」に、別の団体の北野市が選ばれています" in refusals(answer)


def test_a_party_twice_is_refused(client, office, editor):
    address = waiting(editor, texts.agreement("みどり市"))
    code = office.places[AOMINE].code
    answer = client.post(address, sent(client.get(address), "check", **{"party-1": code}))
    assert "青嶺市が当事者に2度あります" in refusals(answer)


@pytest.mark.parametrize(
    ("printed", "by"),
    [
        ("浜辺市", "name"),
        ("見本県浜辺市", "name"),
        ("濱邊市", "spelling"),
        ("はまべし", "kana"),
        ("ハマベシ", "kana"),
        ("浜辺町", "former"),
        ("みどり市", ""),
    ],
)
def test_a_municipality_is_proposed_by_name_spelling_kana_and_old_name(office, printed, by):
    from renkei.desk.agreements.party_names import meant

    place, how = meant(printed, list(office.places.values()))
    assert how == by
    assert (place.name if place else "") == (HAMABE if by else "")


def test_who_is_no_party_cannot_enter_it(client, office):
    person = office.person(KITANO, "editor")
    client.force_login(person)
    address = waiting(person, texts.agreement())
    page = client.get(address)
    assert "登録できるのは" in refusals(client.post(address, sent(page, "check")))
    assert client.post(address, sent(page, "enter")).status_code == 403


def test_a_reader_is_not_offered_the_register(client, office):
    person = office.person(HAMABE, "reader")
    client.force_login(person)
    address = waiting(person, texts.agreement())
    assert "圏域の協約として登録する" not in client.get(address[: -len("enter/")]).content.decode()
    assert client.get(address).status_code == 403


def test_the_secretariat_enters_for_the_parties(client, office):
    from renkei.desk.agreements.models import Agreement

    person = office.person(AOMINE, "secretariat")
    client.force_login(person)
    address = waiting(person, texts.agreement(KAWAZOE))
    client.post(address, sent(client.get(address), "enter"))
    assert Agreement.objects.get().parties.filter(municipality__name=KAWAZOE).exists()


def test_a_waiting_file_is_entered_by_its_person_only(client, office, editor):
    address = waiting(office.person(AOMINE, "editor"), texts.agreement())
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "enter", "region": "aomine"}).status_code == 404


def test_the_same_file_is_not_entered_twice(client, office, editor, hamabe):
    address = waiting(editor, texts.agreement())
    answer = client.post(address, sent(client.get(address), "check", agreement="new"))
    assert "同じファイルが" in refusals(answer)


def test_the_differences_from_the_other_agreements_are_shown(client, office, editor):
    usual = (("災害対策", "防災訓練を行う。", "訓練を企画する。", "訓練に参加する。"),)
    for partner in (KAWAZOE, TAKAHO, KITANO):
        entered(office, partner, data=texts.agreement(partner, rows=usual))
    mine = (
        ("災害対策", "防災訓練を毎年行う。", "訓練を企画する。", "訓練に参加する。"),
        ("観光", "観光の宣伝を行う。", "宣伝を行う。", "資料を出す。"),
    )
    address = waiting(editor, texts.agreement(rows=mine))
    check = client.post(address, sent(client.get(address), "check"))
    found = check.context["differences"]
    assert [(one.name, one.standing) for one in found.rows] == [
        ("災害対策", "differs"),
        ("観光", "only"),
    ]
    assert sorted(found.against) == sorted([KAWAZOE, TAKAHO, KITANO])
    assert found.articles == []
    assert re.search("<ins>[^\n]*?毎年[^\n]*?</ins>", check.content.decode())


# versions ------------------------------------------------------------------------------------------

NEWER = {"concluded": "令和5年3月20日", "effective": "令和5年4月1日"}


def test_a_new_version_ends_the_one_before_on_the_day_before(client, office, editor, hamabe):
    address = waiting(editor, texts.agreement(**NEWER))
    page = client.get(address)
    assert page.context["form"]["agreement"].value() == hamabe.slug
    check = client.post(address, sent(page, "check"))
    assert "前の版との相違" in check.content.decode()
    client.post(address, sent(page, "enter"))
    new, old = hamabe.expressions.all()
    assert (new.valid_from, new.valid_until) == (DAY("2023-04-01"), None)
    assert old.valid_until == DAY("2023-03-31")
    assert new.made == "changed"
    for day, heading in (("2023-03-31", "平成31年（2019年）4月1日"), ("2023-04-01", "令和5年")):
        page = client.get(f"/agreements/{hamabe.slug}/", {"on": day})
        assert page.context["expression"].pk == (old.pk if heading.startswith("平成") else new.pk)


def test_an_older_version_may_come_later(office, hamabe):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper

    older = texts.agreement(concluded="平成28年3月30日", effective="平成28年4月1日")
    version = operations.enter_version(at_machine(), hamabe, Paper(older, "old.txt"))
    assert version.valid_until == DAY("2019-03-31")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (texts.agreement(KAWAZOE, **NEWER), "本文の当事者（青嶺市、川添町）が"),
        (texts.three_parties(), "当事者（青嶺市、川添町、高穂村）"),
        (texts.agreement(), "同じファイルが"),
        (texts.agreement(more="（雑則）\n第3条　定める。\n"), "施行の版が、すでに登録されています"),
        (texts.agreement(effective=""), "施行期日がないため"),
    ],
)
def test_a_version_that_does_not_fit_is_refused_with_the_reason(office, hamabe, data, why):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper
    from renkei.desk.journal.models import Entry
    from renkei.desk.journal.operation import Refused

    entries = Entry.objects.count()
    with pytest.raises(Refused, match=why):
        operations.enter_version(at_machine(), hamabe, Paper(data, "x.txt"))
    assert hamabe.expressions.count() == 1
    assert Entry.objects.count() == entries


def test_a_correction_takes_the_place_of_the_version_of_the_same_day(client, office, hamabe):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.models import Expression
    from renkei.desk.agreements.writing import Paper

    data = texts.agreement().replace("防災訓練を行う".encode(), "防災の訓練を行う".encode())
    made = Expression.Made.CORRECTED
    version = operations.enter_version(at_machine(), hamabe, Paper(data, "x.txt"), made=made)
    client.force_login(office.person(HAMABE, "editor"))
    page = client.get(f"/agreements/{hamabe.slug}/", {"on": "2019-04-01"})
    assert page.context["expression"].pk == version.pk
    assert "正誤により差替え" in page.content.decode()


def test_a_draft_has_no_versions(client, office, editor):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper
    from renkei.desk.journal.operation import Refused

    parties = given(office, AOMINE, HAMABE)
    draft = operations.begin_agreement(at_machine(), office.region, parties, title="案の協約")
    with pytest.raises(Refused, match="案の協約には版を登録できません"):
        operations.enter_version(at_machine(), draft, Paper(texts.agreement(), "x.txt"))
    offered = client.get(waiting(editor, texts.agreement())).context["form"].fields["agreement"]
    assert [value for value, _label in offered.choices] == ["new"]


def test_all_reasons_come_at_once(office, hamabe):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Dates, Paper
    from renkei.desk.journal.operation import Refused

    with pytest.raises(Refused) as refused:
        operations.enter_version(
            at_machine(),
            hamabe,
            Paper(texts.agreement(KAWAZOE), "x.txt"),
            dates=Dates(concluded=DAY("2000-01-01")),
        )
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"version.parties", "dates.concluded", "version.same_day"}


# more than two, and companies ---------------------------------------------------------------------


def test_three_parties_fit_the_register(client, office):
    person = office.person(TAKAHO, "editor")
    client.force_login(person)
    address = waiting(person, texts.three_parties())
    client.post(address, sent(client.get(address), "enter"))
    html = client.get("/agreements/", {"q": "高穂村"}).content.decode()
    assert '<span class="p hei">丙</span> 高穂村' in html


def test_two_cities_that_are_one_side_are_two_parties(office):
    from renkei.desk.agreements.party_names import propose
    from renkei.instrument import read

    facts = read(texts.two_centres(), name="a.txt").facts
    found = propose(facts, list(office.places.values()))
    assert [(one.designation, one.municipality.name) for one in found] == [
        ("甲", AOMINE),
        ("甲", KITANO),
        ("乙", KAWAZOE),
    ]


def test_an_agreement_with_a_company_fits_the_register(client, office):
    from renkei.desk.agreements.models import Agreement

    person = office.person(KAWAZOE, "editor")
    client.force_login(person)
    address = waiting(person, texts.with_company())
    page = client.get(address)
    client.post(address, sent(page, "enter", term_ends="令和5年3月31日"))
    agreement = Agreement.objects.get()
    assert (agreement.kind, agreement.scheme) == ("partner", "partner")
    assert [party.municipality_id for party in agreement.parties.all()] == [
        "991015",
        "991031",
        None,
    ]
    html = client.get(f"/agreements/{agreement.slug}/", {"on": "2023-04-01"}).content.decode()
    assert "期間満了" in html
    assert "団体の登録なし" in html


# what cannot be read --------------------------------------------------------------------------------


def test_a_file_of_60_megabytes_is_refused_and_nothing_is_written(client, editor):
    from renkei.desk.agreements.models import Intake
    from renkei.desk.journal.models import Entry

    entries = Entry.objects.count()
    answer = hand_in(client, b"a" * (60 * 1024 * 1024))
    assert answer.status_code in (413, 422)
    assert "MB" in answer.content.decode()
    assert not Intake.objects.exists()
    assert Entry.objects.count() == entries


def macro_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/vbaProject.bin", b"\\0" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00" + bytes(200), b"\x7fELF\x02\x01" + bytes(200), macro_file()]
)
def test_a_program_is_refused_and_nothing_is_written(client, editor, data):
    from renkei.desk.agreements.models import Intake
    from renkei.desk.journal.models import Entry

    entries = Entry.objects.count()
    answer = hand_in(client, data)
    assert answer.status_code == 422
    assert not Intake.objects.exists()
    assert Entry.objects.count() == entries


def test_a_form_that_did_not_come_from_here_is_refused(office):
    from django.test import Client

    from renkei.desk.agreements.models import Agreement

    client = Client(enforce_csrf_checks=True)
    person = office.person(HAMABE, "editor")
    client.force_login(person)
    address = waiting(person, texts.agreement())
    assert client.post(address, {"do": "enter", "region": "aomine"}).status_code == 403
    assert not Agreement.objects.exists()
