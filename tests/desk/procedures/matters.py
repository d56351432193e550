"""Agreements of the test region and the ways their procedures go, for tests on the database."""

import datetime
import io
from datetime import date

from renkei.desk.procedures.holding import Upload
from tests.desk.office import AOMINE, HAMABE, at_machine

#: The day on which these tests are told.
TODAY = date(2027, 4, 2)
PDF = b"%PDF-1.7\n1 0 obj\n"


def text(partner: str = HAMABE, more: str = "", day: str = "令和3年4月1日") -> bytes:
    """The agreement with a partner, as it reads."""
    return f"""青嶺市及び{partner}における連携中枢都市圏形成に係る連携協約

青嶺市（以下「甲」という。）及び{partner}（以下「乙」という。）は、地方自治法（昭和22年法律第67号）\
第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）

第1条　この連携協約は、甲及び乙が連携して圏域の活性化を図ることを目的とする。{more}

（変更等）

第2条　この連携協約を変更し、又は廃止しようとする場合は、甲及び乙の協議による。

附　則

この連携協約は、{day}から施行する。

甲　青嶺市
乙　{partner}
""".encode()


def agreement(office, partner=HAMABE, status="concluded", slug=""):
    """An agreement of 青嶺市 with a partner, in force since 令和3年4月1日."""
    from renkei.desk.agreements.models import Agreement
    from renkei.desk.agreements.operations import import_text

    return import_text(
        at_machine(),
        slug or f"aomine-{office.places[partner].code}",
        text(partner),
        filename="agreement.txt",
        status=Agreement.Status(status),
        region=office.region,
    )


def draft(office, partner=HAMABE):
    """An agreement that is still to be concluded: no wording yet."""
    from renkei.desk.agreements.models import Agreement, Party
    from tests.desk.office import behind_the_back

    with behind_the_back(Agreement):
        row = Agreement.objects.create(
            slug=f"draft-{office.places[partner].code}",
            title="見本の連携協約",
            status=Agreement.Status.DRAFT,
            region=office.region,
            scheme=office.region.scheme,
        )
        for order, (designation, name) in enumerate([("甲", AOMINE), ("乙", partner)], 1):
            Party.objects.create(
                agreement=row,
                order=order,
                designation=designation,
                name=name,
                municipality=office.places[name],
            )
    return row


def party(row, name):
    """The party of that name."""
    return row.parties.get(municipality__name=name)


def day(text: str) -> date:
    return datetime.date.fromisoformat(text)


def deed(on: str, **more):
    from renkei.desk.procedures.operations import Deed

    papers = more.pop("papers", ())
    evidence = tuple(Upload(name, content) for name, content in papers)
    return Deed(day(on), evidence=evidence, **more)


class Way:
    """A change procedure as the people of two municipalities take it, step by step."""

    def __init__(self, office, row, partner=HAMABE):
        self.row, self.partner = row, partner
        self.centre = office.at(AOMINE, "approver", "council", "editor")
        self.other = office.at(partner, "approver", "council", "editor")
        self.procedure = None

    def open(self, effective="2027-04-01", more="（改正）", **options):
        from renkei.desk.procedures.operations import open_procedure
        from renkei.desk.procedures.rules import Kind

        self.procedure = open_procedure(
            self.centre,
            self.row,
            options.pop("kind", Kind.CHANGE),
            name="連携協約の変更（見本）",
            opened_on=day("2026-06-01"),
            effective=day(effective) if effective else None,
            text=text(self.partner, more),
            text_name="change.txt",
            **options,
        )
        return self

    def of(self, name):
        return party(self.row, name)

    def agree(self):
        from renkei.desk.procedures.operations import agree_text

        sha = self.procedure.text_sha256
        agree_text(
            self.centre, self.procedure, self.of(AOMINE), deed("2026-06-12", text_sha256=sha)
        )
        agree_text(
            self.other, self.procedure, self.of(self.partner), deed("2026-06-15", text_sha256=sha)
        )
        return self

    def bills(self):
        from renkei.desk.procedures.operations import record_bill

        record_bill(
            self.centre, self.procedure, self.of(AOMINE), deed("2026-09-01", number="議案第41号")
        )
        record_bill(
            self.other,
            self.procedure,
            self.of(self.partner),
            deed("2026-12-01", number="議案第17号"),
        )
        return self

    def resolve(self, other="passed"):
        from renkei.desk.procedures.operations import record_resolution

        record_resolution(
            self.centre, self.procedure, self.of(AOMINE), deed("2026-09-24", result="passed")
        )
        record_resolution(
            self.other, self.procedure, self.of(self.partner), deed("2026-12-14", result=other)
        )
        return self

    def sign(self, confirmed=True):
        from renkei.desk.procedures.operations import confirm_signing, record_signing

        record_signing(self.centre, self.procedure, None, deed("2027-01-20"))
        if confirmed:
            confirm_signing(self.other, self.procedure)
        return self

    def publish(self, number="告示第3号", other="告示第11号"):
        from renkei.desk.procedures.operations import record_publication

        record_publication(
            self.centre, self.procedure, self.of(AOMINE), deed("2027-01-21", number=number)
        )
        record_publication(
            self.other, self.procedure, self.of(self.partner), deed("2027-01-25", number=other)
        )
        return self

    def file(self):
        from renkei.desk.procedures.operations import record_filing

        record_filing(self.centre, self.procedure, self.of(AOMINE), deed("2027-01-21"))
        record_filing(self.other, self.procedure, self.of(self.partner), deed("2027-01-26"))
        return self

    def effect(self):
        from renkei.desk.procedures.operations import take_effect

        take_effect(self.centre, self.procedure)
        return self

    def now(self):
        self.procedure.refresh_from_db()
        return self.procedure


def sheet_of(procedure, code, on="R8.6.15", step="agree"):
    """手続記録票 of one party, with the day of one step filled in."""
    import openpyxl
    from django.utils import timezone

    from renkei.desk.procedures.page import Standing
    from renkei.desk.procedures.record_sheet import HEAD_ROW, HEADS, About, rows_of, write_sheet

    rows = rows_of(procedure.pk, "相手", Standing.of(procedure, TODAY), code)
    texts = ((procedure.pk, procedure.text_sha256),)
    about = About(procedure.name, (procedure.pk,), texts, timezone.localtime(), True, code)
    book = openpyxl.load_workbook(io.BytesIO(write_sheet(rows, about)))
    for cells in book["記録"].iter_rows(min_row=HEAD_ROW + 1):
        if f":{step}:" in str(cells[0].value):
            cells[HEADS.index("年月日")].value = on
    out = io.BytesIO()
    book.save(out)
    return Upload("手続記録票.xlsx", out.getvalue())
