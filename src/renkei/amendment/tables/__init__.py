"""新旧対照表: the comparison table as an amendment, written, read back, applied and proved (対照表)."""

from renkei.amendment.tables.applying.applying import apply_rows, apply_table
from renkei.amendment.tables.making.rows import comparison
from renkei.amendment.tables.making.sheet import blocks, sheet, table_block
from renkei.amendment.tables.model import Comparison, Row, Side, Words
from renkei.amendment.tables.proving import TableProof, prove_table
from renkei.amendment.tables.reading import read_table
from renkei.amendment.tables.style import AGREEMENT, BILL, TABLE_STYLES, MarkKind, TableStyle
from renkei.amendment.tables.writing import FORMATS, write_comparison, write_table

__all__ = [
    "AGREEMENT",
    "BILL",
    "FORMATS",
    "TABLE_STYLES",
    "Comparison",
    "MarkKind",
    "Row",
    "Side",
    "TableProof",
    "TableStyle",
    "Words",
    "apply_rows",
    "apply_table",
    "blocks",
    "comparison",
    "prove_table",
    "read_table",
    "sheet",
    "table_block",
    "write_comparison",
    "write_table",
]
