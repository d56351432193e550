from __future__ import annotations

import struct
from pathlib import Path

import pylopdf_fonts_cjk

from renkei.instrument.formats.fonts import coverage, replacements


def test_the_fonts_of_the_package_cover_what_agreements_are_written_in() -> None:
    serif = coverage(str(pylopdf_fonts_cjk.serif_path()))
    text = "札幌市及び石狩市における連携協約第252条の2第1項（甲）「ＩＣＴ」髙﨑①㈱～−㎡"
    assert {char for char in text if ord(char) not in serif} == set()
    assert ord("😀") not in serif
    assert 0x2B7F4 not in serif


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "not-a-font.ttf"
    path.write_bytes(b"MZ")
    assert coverage(str(path)) == frozenset()


def test_the_older_table_of_a_font_is_read_too(tmp_path: Path) -> None:
    segments = struct.pack(">HHHHHHH", 4, 0, 0, 4, 0, 0, 0)
    segments += struct.pack(">HH", 0x3042, 0xFFFF) + b"\0\0" + struct.pack(">HH", 0x3041, 0xFFFF)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + segments
    path = tmp_path / "small.ttf"
    head = struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, 99)
    path.write_bytes(head + cmap)
    assert coverage(str(path)) == {0x3041, 0x3042}


def test_what_cannot_be_printed_is_shown_as_geta_and_what_prints_nothing_is_left_alone() -> None:
    swaps = replacements({"あ", "😀", "\t", "\u2003", "\u200b", "\U000e0100"}, frozenset({0x3042}))
    assert swaps == {ord("😀"): "〓", 9: "\u3000", 0x2003: " "}
