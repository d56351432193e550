"""A 新旧対照表 read from a file that an office made or returned (対照表の読み取り)."""

from __future__ import annotations

import io
import zipfile

from renkei.amendment.tables.model import Comparison
from renkei.amendment.tables.taking.grids import refusal

#: No table of amendment is larger.
MAX_BYTES = 32 * 1024 * 1024


def read_table(data: bytes) -> Comparison:
    """The table of amendment in a Word or Excel file, or in an HTML page made here.

    The columns are told by their headings (変更後, 改正案, 新 …; 変更前, 現行, 旧 …) whichever stands
    first; further columns (備考) are passed over; underlines need not be there. Raises
    :class:`renkei.instrument.model.Refusal` for a file without such a table.
    """
    if len(data) > MAX_BYTES:
        raise refusal("too-large", f"> {MAX_BYTES // 2**20} MB")
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as given:
                names = given.namelist()
        except zipfile.BadZipFile as error:
            raise refusal("broken", "ZIP") from error
        if any(name.startswith("xl/") for name in names):
            from renkei.amendment.tables.taking.excel import read_excel

            return read_excel(data)
        from renkei.amendment.tables.taking.word import read_word

        return read_word(data)
    if b"<table" in data[:200_000].lower():
        from renkei.amendment.tables.taking.web import read_page

        return read_page(data)
    raise refusal("other", "")
