"""A specimen (見本) of a paper in the form of one municipality, of a matter that is made up."""

from __future__ import annotations

import io
from datetime import date

from renkei.desk.procedures.papers.compose import compose
from renkei.desk.procedures.papers.data import Dated, Matter, Office, PaperParty
from renkei.desk.procedures.papers.kinds import PaperKind
from renkei.desk.procedures.papers.style import FormStyle
from renkei.desk.region.models import Municipality

#: Pixels for a point: sharp at the width the page shows it in.
SCALE = 1.4


def specimen(
    municipality: Municipality, style: FormStyle, kind: PaperKind, extension: str
) -> bytes:
    """The paper as PDF, or the picture (png) of its first page. Everything in it is invented."""
    own = Office(
        municipality.code,
        municipality.name,
        municipality.kind,
        municipality.prefecture,
        "見本　太郎",
        (f"{municipality.name}企画課　見本担当", "電話　000-000-0000"),
        fictional=True,
        style=style,
    )
    other = Office("", "見本町", "town", municipality.prefecture, "見本　花子", fictional=True)
    days = [date(2027, 2, 24), date(2027, 3, 19), date(2027, 3, 30), date(2027, 3, 31)]
    parties = (
        PaperParty(
            own,
            "甲",
            Dated("12", days[0]),
            Dated("", days[1]),
            Dated("34", days[2]),
            Dated("56", days[3]),
            f"{municipality.prefecture or '見本県'}知事",
        ),
        PaperParty(other, "乙", resolution=Dated("", days[1])),
    )
    matter = Matter(
        "conclude",
        "renkei_chusu",
        f"{municipality.name}及び見本町における連携中枢都市圏形成に係る連携協約",
        parties,
        concluded=days[2],
        effective=date(2027, 4, 1),
    )
    data = compose(matter, kind, own.key).pdf()
    return data if extension == "pdf" else _picture(data)


def _picture(data: bytes) -> bytes:
    import pypdfium2  # type: ignore[import-untyped]

    page = pypdfium2.PdfDocument(data)[0]
    out = io.BytesIO()
    page.render(scale=SCALE).to_pil().convert("L").save(out, "PNG", optimize=True)
    return out.getvalue()
