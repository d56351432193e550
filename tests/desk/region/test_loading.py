"""A region from a file of facts."""

import datetime

import pytest

from renkei.units import MunicipalityCode
from tests.desk.office import at_machine


@pytest.fixture
def sapporo(db):
    from renkei.desk.region import loading

    return loading.load(at_machine(), loading.shipped("sapporo"))


def test_twelve_municipalities_with_codes_that_fit(sapporo):
    members = sapporo.memberships.select_related("municipality")
    assert len(members) == 12
    assert [m.municipality.name for m in members if m.centre] == ["札幌市"]
    for membership in members:
        code = MunicipalityCode.from_six_digits(membership.municipality.code)
        assert code.prefecture == membership.municipality.prefecture == "北海道"
        assert membership.since == datetime.date(2019, 4, 1)
        assert membership.municipality.source
        assert membership.municipality.kana


def test_every_figure_is_final_has_its_source_and_none_is_made_up(sapporo):
    from renkei.desk.region.models import Statistic

    rows = Statistic.objects.select_related("municipality")
    assert {row.status for row in rows} == {"final"}
    assert all("https://" in row.source for row in rows)
    names = {row.municipality.name for row in rows}
    assert not names & {"新篠津村", "南幌町", "長沼町"}
    assert len(names) == 9
    assert {int(row.value) for row in rows.filter(municipality="011002")} == {1973395, 1952356}


def test_the_mayor_of_2019_is_not_said_to_be_mayor_today(sapporo):
    from renkei.desk.region.models import Head

    assert not Head.on(datetime.date(2026, 1, 1)).exists()
    then = Head.on(datetime.date(2019, 3, 29)).values_list("municipality", "name")
    assert dict(then) == {"011002": "秋元克広", "012351": "田中吉久"}


def test_loading_again_changes_nothing(sapporo):
    from renkei.desk.journal.models import Entry
    from renkei.desk.region import loading

    before = Entry.objects.count()
    assert loading.load(at_machine(), loading.shipped("sapporo")) == sapporo
    assert Entry.objects.count() == before
    assert before > 40


def test_what_people_corrected_since_stays(sapporo):
    from renkei.desk.region import loading, operations
    from renkei.desk.region.models import Municipality

    place = Municipality.objects.get(code="013048")
    facts = {"name": "新篠津村", "kana": "しんしのつむら", "kind": "village", "source": "村"}
    operations.edit_municipality(
        at_machine(), place, revision=0, address="新篠津村第47線北13番地", **facts
    )
    loading.load(at_machine(), loading.shipped("sapporo"))
    assert Municipality.objects.get(code="013048").address == "新篠津村第47線北13番地"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[region", "TOML として読めません"),
        ("", "[region] がありません"),
        ('[region]\nslug = "x"\nname = "圏"', "scheme がありません"),
        ('[region]\nslug = "x"\nname = "圏"\nscheme = "other"\nmayor = "x"', "mayor という項目"),
        ('[region]\nslug = "x"\nname = 5\nscheme = "other"', "name の書き方が違います"),
        ('[region]\nslug = "x"\nname = "圏"\nscheme = "?"', "制度がありません"),
        (
            '[region]\nslug = "x"\nname = "圏"\nscheme = "other"\n[[municipalities]]\n'
            'code = "11002"\nname = "札幌市"\nkind = "city"\nprefecture = "北海道"\nsource = "x"',
            "先頭の0が落ちたか",
        ),
        (
            '[region]\nslug = "x"\nname = "圏"\nscheme = "other"\n[[municipalities]]\n'
            'code = "990001"\nname = "見本市"\nkind = "city"\nprefecture = "見本県"\nsource = "x"',
            "都道府県はありません",
        ),
    ],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(db, text, words):
    from renkei.desk.frame.problems import Refused
    from renkei.desk.journal.models import Entry
    from renkei.desk.region import loading
    from renkei.desk.region.models import Region

    with pytest.raises(Refused) as refused:
        loading.load(at_machine(), text.encode())
    assert words in str(refused.value)
    assert not Region.objects.exists()
    assert not Entry.objects.exists()


def test_bytes_that_are_no_text_are_refused(db):
    from renkei.desk.frame.problems import Refused
    from renkei.desk.region import loading

    with pytest.raises(Refused):
        loading.load(at_machine(), b"\xff\xfe\x00")
