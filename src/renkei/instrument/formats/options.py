"""How a document is to be printed: the choices a municipality may make for itself."""

from __future__ import annotations

from dataclasses import dataclass

#: Width and height of A4, in millimetres.
A4_MM = (210.0, 297.0)

#: One millimetre in printer's points.
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """印刷の設定. The defaults are those of a municipal A4 sheet, written left to right.

    ``font``: family of the text; "" means Noto Serif JP in a PDF and ＭＳ 明朝 in a Word file.
    ``heading_font``: family of headings of tables; "" means Noto Sans JP and ＭＳ ゴシック.
    ``font_paths``: folders holding the fonts named, for the PDF (system fonts are never looked at).
    ``size``: size of the text in points. ``label``: words such as 「見本」 or 「案」 at the head of
    every page; "" prints none. ``note``: words at the left of the head of every page, such as which
    of the originals it is. ``numbered``: pages carry numbers. Margins are in millimetres; the left
    one leaves room for binding. ``landscape``: the sheet lies on its side (横置き).
    """

    font: str = ""
    heading_font: str = ""
    font_paths: tuple[str, ...] = ()
    size: float = 12.0
    label: str = ""
    note: str = ""
    numbered: bool = True
    top: float = 30.0
    bottom: float = 28.0
    left: float = 28.0
    right: float = 25.0
    landscape: bool = False

    def __post_init__(self) -> None:
        """Refuse a sheet on which nothing could be set."""
        if not 5 <= self.size <= 24:
            raise ValueError(f"font size must be 5 to 24 points, not {self.size:g}")
        if min(self.top, self.bottom, self.left, self.right) < 0 or self.measure < 12:
            raise ValueError("the margins leave less than 12 characters a line")
        if (self.sheet[1] - self.top - self.bottom) * POINTS_PER_MM < 10 * self.size:
            raise ValueError("the margins leave less than five lines a page")

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet, in millimetres."""
        return (A4_MM[1], A4_MM[0]) if self.landscape else A4_MM

    @property
    def measure(self) -> int:
        """字詰め: full-width characters a line.

        A whole number, so that full lines of Japanese end at the margin without stretching.
        """
        return int((self.sheet[0] - self.left - self.right) * POINTS_PER_MM / self.size)

    @property
    def lines_a_page(self) -> int:
        """行数: lines of text a page, at the pitch of 1.75 characters."""
        return int((self.sheet[1] - self.top - self.bottom) * POINTS_PER_MM / (self.size * PITCH))


#: 行送り: distance of two lines of text, in characters.
PITCH = 1.75

#: Characters of a table are set this much smaller than the text, and closer.
TABLE_SCALE = 10 / 12
TABLE_PITCH = 1.5
