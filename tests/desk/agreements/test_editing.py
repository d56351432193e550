"""What the register says of an agreement is corrected; two people at once lose nothing."""

import re

import pytest

from tests.desk.agreements.conftest import entered, given
from tests.desk.office import AOMINE, HAMABE, KAWAZOE, at_machine


@pytest.fixture
def editor(client, office):
    person = office.person(HAMABE, "editor")
    client.force_login(person)
    return person


def drawn(client, address):
    """A form as a browser holds it: values, what they were, the revision."""
    form = client.get(address).context["form"]
    values = {}
    for name in form.fields:
        raw = form[name].field.prepare_value(form[name].value())
        values[name] = "" if raw is None else str(raw)
        values[f"initial-{name}"] = values[name]
    return values


def test_the_title_and_what_is_missing_are_corrected(client, office, editor, hamabe):
    address = f"/agreements/{hamabe.slug}/edit/"
    typed = drawn(client, address) | {"title": "新しい題名", "missing": "告示の控え"}
    assert client.post(address, typed).status_code == 302
    hamabe.refresh_from_db()
    assert (hamabe.title, hamabe.missing) == ("新しい題名", "告示の控え")
    html = client.get(f"/agreements/{hamabe.slug}/").content.decode()
    assert "告示の控え" in html
    assert "協約の登録内容を改める" in html  # the journal, on the page


def test_the_second_writer_sees_what_the_first_wrote_and_loses_nothing(
    client, office, editor, hamabe
):
    from renkei.desk.agreements import operations

    address = f"/agreements/{hamabe.slug}/edit/"
    typed = drawn(client, address) | {"missing": "わたしの覚え"}
    first = office.at(AOMINE, "editor")
    operations.edit_agreement(
        first,
        hamabe,
        revision=hamabe.revision,
        title="先に改めた題名",
        kind=hamabe.kind,
        scheme=hamabe.scheme,
        term_ends=None,
        missing="",
    )
    late = client.post(address, typed)
    html = late.content.decode()
    assert late.status_code == 409
    assert "先に改めた題名" in html
    assert "わたしの覚え" in html
    assert first.name in html
    hamabe.refresh_from_db()
    assert hamabe.missing == ""
    form = late.context["form"]
    again = {name: str(form[name].value()) for name in form.fields}
    again |= {name: value for name, value in form.data.items() if name.startswith("initial-")}
    assert client.post(address, again).status_code == 302
    hamabe.refresh_from_db()
    assert (hamabe.title, hamabe.missing) == ("先に改めた題名", "わたしの覚え")


def test_a_term_that_ends_before_it_begins_is_refused(client, office, editor, hamabe):
    address = f"/agreements/{hamabe.slug}/edit/"
    answer = client.post(address, drawn(client, address) | {"term_ends": "平成30年3月31日"})
    assert answer.status_code == 422
    assert "施行期日（平成31年（2019年）4月1日）より前です" in answer.content.decode()
    hamabe.refresh_from_db()
    assert hamabe.term_ends is None


@pytest.mark.parametrize(
    ("place", "role", "status"),
    [
        (HAMABE, "editor", 200),
        (AOMINE, "editor", 200),
        (KAWAZOE, "secretariat", 200),
        (HAMABE, "reader", 403),
        (KAWAZOE, "editor", 403),
        (KAWAZOE, "panel", 403),
    ],
)
def test_who_may_correct(client, office, hamabe, place, role, status):
    client.force_login(office.person(place, role))
    for page in ("edit/", "parties/"):
        assert client.get(f"/agreements/{hamabe.slug}/{page}").status_code == status


def test_the_post_is_named_by_its_own_municipality(client, office, editor, hamabe):
    address = f"/agreements/{hamabe.slug}/parties/2/"
    typed = drawn(client, address)
    post = client.get(address).context["form"].fields["post"].choices[1][0]
    assert client.post(address, typed | {"post": post}).status_code == 302
    assert str(hamabe.parties.get(order=2).post) == "企画課"
    assert client.get(f"/agreements/{hamabe.slug}/parties/1/").status_code == 403
    assert client.get(f"/agreements/{hamabe.slug}/parties/9/").status_code == 404


def test_the_second_to_name_a_post_is_told(client, office, editor, hamabe):
    from renkei.desk.agreements import operations

    address = f"/agreements/{hamabe.slug}/parties/2/"
    typed = drawn(client, address)
    post = client.get(address).context["form"].fields["post"].choices[1][0]
    party = hamabe.parties.get(order=2)
    from renkei.desk.accounts.models import Post

    operations.set_responsible_post(at_machine(), party, Post.objects.get(pk=post))
    # Unset by the second, who saw none: what is typed is the same as what was drawn.
    assert client.post(address, typed | {"revision": "0", "post": ""}).status_code == 409


def test_a_post_of_another_municipality_is_refused(office, hamabe):
    from renkei.desk.accounts.models import Post
    from renkei.desk.agreements import operations
    from renkei.desk.journal.operation import Refused

    office.person(AOMINE, "editor")
    other = Post.objects.get(municipality=office.places[AOMINE])
    with pytest.raises(Refused, match="浜辺市の担当ではありません"):
        operations.set_responsible_post(at_machine(), hamabe.parties.get(order=2), other)


def test_the_parties_are_corrected_and_one_is_added(client, office, editor, hamabe):
    address = f"/agreements/{hamabe.slug}/parties/"
    more = {"designation-2": "丙", "name-2": "株式会社みほん商店", "party-2": ""}
    assert client.post(address, drawn(client, address) | more).status_code == 302
    assert [str(party) for party in hamabe.parties.all()] == [
        "甲 青嶺市",
        "乙 浜辺市",
        "丙 株式会社みほん商店",
    ]


def test_the_second_to_correct_the_parties_is_told(client, office, editor, hamabe):
    from renkei.desk.agreements import operations

    address = f"/agreements/{hamabe.slug}/parties/"
    typed = drawn(client, address)
    changed = given(office, AOMINE, HAMABE, "株式会社みほん商店")
    operations.set_parties(at_machine(), hamabe, changed)
    late = client.post(address, typed | {"name-1": "浜辺市　"})
    assert late.status_code == 409
    assert "株式会社みほん商店" in late.content.decode()


def test_fewer_than_two_parties_are_refused(client, office, editor, hamabe):
    address = f"/agreements/{hamabe.slug}/parties/"
    answer = client.post(address, drawn(client, address) | {"name-1": ""})
    assert answer.status_code == 422
    assert "2者に満たない" in answer.content.decode()
    assert hamabe.parties.count() == 2


def test_the_number_of_parties_is_fixed_once_there_is_a_procedure(office, hamabe):
    from renkei.desk.agreements import operations
    from renkei.desk.journal.operation import Refused
    from renkei.desk.procedures.models import Procedure
    from tests.desk.office import behind_the_back

    with behind_the_back(Procedure):
        Procedure.objects.create(agreement=hamabe, region=office.region, kind="change", name="変更")
    with pytest.raises(Refused, match="増やすことも減らすこともできません"):
        operations.set_parties(at_machine(), hamabe, given(office, AOMINE, HAMABE, KAWAZOE))


def test_the_journal_says_who_entered_and_who_corrected(office, hamabe):
    from renkei.desk.agreements import operations, queries

    operations.set_missing(office.at(HAMABE, "editor"), hamabe, "議案の控え")
    last, first = queries.history_of(hamabe)
    assert (last.operation, first.operation) == (
        "agreements.set_missing",
        "agreements.enter_agreement",
    )
    assert last.chain == "aomine"


def test_versions_are_compared_word_by_word(client, office, editor, hamabe):
    from renkei.desk.agreements import operations
    from renkei.desk.agreements.writing import Paper
    from tests.desk.agreements import texts

    newer = texts.agreement(concluded="令和5年3月20日", effective="令和5年4月1日").replace(
        "防災訓練を行う".encode(), "防災訓練を毎年行う".encode()
    )
    operations.enter_version(at_machine(), hamabe, Paper(newer, "n.txt"))
    html = client.get(f"/agreements/{hamabe.slug}/versions/", follow=True).content.decode()
    assert re.search("<ins>[^\n]*?毎年[^\n]*?</ins>", html)
    assert entered(office, KAWAZOE).slug not in html
