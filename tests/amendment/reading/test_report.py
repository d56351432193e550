"""The reading as JSON: stable keys, addresses as structure and as words."""

from __future__ import annotations

import json

import pytest

from renkei.amendment.reading import as_json, read_prose
from tests.amendment.reading.specimens import ALL


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_specimen_is_json_with_the_same_keys(name: str) -> None:
    told = json.loads(json.dumps(as_json(read_prose(ALL[name])), ensure_ascii=False))
    assert sorted(told) == [
        "amendments",
        "format",
        "headings",
        "instruction_lines",
        "share_read",
        "stages",
        "style",
        "supplement",
        "unread",
        "version",
    ]


def test_an_operation_says_its_target_both_ways() -> None:
    told = as_json(read_prose("第三条第二項第一号イ中「A」を「B」に改める。"))
    [amendment] = told["amendments"]  # type: ignore[misc]
    [operation] = amendment["instructions"][0]["operations"]  # type: ignore[index]
    assert operation == {
        "operation": "replace",
        "targets": [
            {
                "words": "第三条第二項第一号イ",
                "at": {
                    "words": "第三条第二項第一号イ",
                    "steps": [
                        {"level": "article", "number": "3", "name": ""},
                        {"level": "paragraph", "number": "2", "name": ""},
                        {"level": "item", "number": "1", "name": ""},
                        {"level": "subitem", "number": None, "name": "イ"},
                    ],
                },
                "part": "whole",
                "last": None,
                "without": [],
            }
        ],
        "old": ["A"],
        "new": "B",
    }


@pytest.mark.parametrize(
    "words",
    [
        "第3条の2の見出し",
        "附則第2項",
        "別表(1)の部一の項甲の役割の欄",
        "別表第1備考第2項",
        "第4条の表",
        "署名欄（甲）",
        "第2条から第5条まで",
        "目次",
        "第3条ただし書",
    ],
)
def test_words_of_an_address_are_those_of_the_prose(words: str) -> None:
    told = as_json(read_prose(f"{words}中「A」を削る。"))
    [amendment] = told["amendments"]  # type: ignore[misc]
    [operation] = amendment["instructions"][0]["operations"]  # type: ignore[index]
    assert operation["targets"][0]["words"] == words  # type: ignore[index]


def test_unread_lines_are_told_with_their_reason() -> None:
    told = as_json(read_prose("第三条の意味を削る。"))
    assert told["share_read"] == 0
    [line] = told["unread"]  # type: ignore[misc]
    assert line["line"] == 1  # type: ignore[index]
    assert line["kind"] == "instruction"  # type: ignore[index]
    assert "第三条" in line["why"]  # type: ignore[index,operator]
