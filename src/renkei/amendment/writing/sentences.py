"""Operations as one sentence of amendment, and the block it promises (改正規定の文)."""

from __future__ import annotations

from dataclasses import dataclass

from renkei.amendment.operations import (
    Add,
    Address,
    Insert,
    Instruction,
    Level,
    Move,
    Operation,
    Part,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Shift,
    Strike,
    Target,
    Where,
)
from renkei.amendment.style import Numerals, Style
from renkei.amendment.writing.addresses import ALONE, COUNTED, DIVISIONS, Speaker, caption_word
from renkei.amendment.writing.layout import lay_out, lay_out_words
from renkei.amendment.writing.numbers import numbered, numeral
from renkei.amendment.writing.seats import Expected
from renkei.amendment.writing.words import Unwritable
from renkei.instrument.model import Kind, Number

#: Verbs inside a sentence and at its end.
_ENDS = {
    "改め": "改める",
    "削り": "削る",
    "加え": "加える",
    "とし": "とする",
    "付し": "付する",
    "繰り下げ": "繰り下げる",
    "繰り上げ": "繰り上げる",
}
_UNITS = {
    **ALONE,
    Level.SUBITEM: "細分",
    Level.SUPPLEMENT: "附則",
    Level.SIGNATURE: "署名欄",
    Level.FIELD: "署名欄の行",
    Level.ANNEX: "別表",
    Level.GROUP: "部",
    Level.TABLE: "表",
    Level.ROW: "行",
    Level.COLUMN: "欄",
    Level.CELL: "欄",
    Level.REMARKS: "備考",
}
_SENTENCES = frozenset({Part.MAIN_SENTENCE, Part.PROVISO, Part.FIRST, Part.MIDDLE, Part.LAST})
_SENTENCE_WORDS = {
    Part.MAIN_SENTENCE: "本文",
    Part.PROVISO: "ただし書",
    Part.FIRST: "前段",
    Part.MIDDLE: "中段",
    Part.LAST: "後段",
}
_BELOW = {
    Level.ARTICLE: Kind.PARAGRAPH,
    Level.PARAGRAPH: Kind.ITEM,
    Level.ITEM: Kind.SUBITEM,
    Level.SUBITEM: Kind.SUBITEM,
    Level.SUPPLEMENT: Kind.PARAGRAPH,
    Level.ANNEX: Kind.ROW,
    Level.GROUP: Kind.ROW,
    Level.TABLE: Kind.ROW,
    Level.ROW: Kind.CELL,
    Level.REMARKS: Kind.ITEM,
    Level.SIGNATURE: Kind.FIELD,
}


@dataclass(slots=True)
class Phrase:
    """What is said up to the verb, the verb, and the lines of the block if there is one."""

    words: str
    verb: str
    block: list[str] | None = None


def sentence(instruction: Instruction, style: Style) -> list[str]:
    """The lines of one instruction: the sentence, then its block."""
    phrases = _phrases(instruction.operations, style)
    if not phrases:
        raise Unwritable("空の改正規定は書けません。", "An instruction without an operation.")
    for phrase in phrases[:-1]:
        if phrase.block is not None:
            raise Unwritable(
                "新しい文を掲げる改正は、一つの文の最後に一つだけ置けます。",
                "Only the last operation of a sentence can be followed by a block.",
            )
    told = [phrase.words + phrase.verb for phrase in phrases[:-1]]
    told.append(phrases[-1].words + _ENDS[phrases[-1].verb] + "。")
    return [style.indent + style.comma.join(told), *(phrases[-1].block or [])]


def phrase_of(operation: Operation, style: Style) -> str:
    """One operation alone, in final form, without its block."""
    phrase = _phrases((operation,), style)[0]
    return phrase.words + _ENDS[phrase.verb]


def _phrases(operations: tuple[Operation, ...], style: Style) -> list[Phrase]:
    """The operations in words; consecutive phrase edits of one place share 「…中」 and a verb."""
    speaker = Speaker(style)
    phrases: list[Phrase] = []
    scope: tuple[Target, ...] = ()
    before: type[Operation] | None = None
    for run in _runs(operations):
        operation = run[0]
        if isinstance(operation, (Replace, Insert, Strike)):
            same = operation.targets == scope
            words = "" if same else _scope(operation.targets, speaker)
            verb, said = _edit(run, speaker)
            if same and type(operation) is before and not isinstance(operation, Strike):
                phrases[-1].words += style.comma + said
            else:
                phrases.append(Phrase(words + said, verb))
            scope = operation.targets
        else:
            scope = ()
            phrases.append(_whole(operation, speaker))
        before = type(operation)
    return phrases


def _runs(operations: tuple[Operation, ...]) -> list[list[Operation]]:
    """Single operations, but the same words put in behind several: 「A」及び「B」の次に「C」を加え."""
    runs: list[list[Operation]] = []
    for operation in operations:
        last = runs[-1][-1] if runs else None
        if (
            isinstance(operation, Insert)
            and isinstance(last, Insert)
            and (last.targets, last.new) == (operation.targets, operation.new)
            and _paired(last.after)
            and _paired(operation.after)
        ):
            runs[-1].append(operation)
        else:
            runs.append([operation])
    return runs


def _scope(targets: tuple[Target, ...], speaker: Speaker) -> str:
    text = speaker.targets(targets)
    last = targets[-1]
    return text + ("の規定中" if last.last and last.part is Part.WHOLE else "中")


def _edit(run: list[Operation], speaker: Speaker) -> tuple[str, str]:
    """Verb and words of a phrase edit."""
    first = run[0]
    if isinstance(first, Insert):
        after = [one.after for one in run if isinstance(one, Insert)]
        _quotable(*after, first.new)
        behind = speaker.listed([f"「{words}」" for words in after])
        return "加え", f"{behind}{speaker.style.insertion}「{first.new}」を"
    assert isinstance(first, (Replace, Strike))
    _quotable(*first.old)
    old = speaker.listed([f"「{words}」" for words in first.old])
    if isinstance(first, Strike):
        return "削り", f"{old}を"
    _quotable(first.new)
    return "改め", f"{old}を「{first.new}」に"


def _paired(words: str) -> bool:
    """Whether the brackets of quoted words pair, so that 」及び「 cannot be a part of them."""
    depth = 0
    for char in words:
        depth += (char == "「") - (char == "」")
        if depth < 0:
            return False
    return depth == 0


def _quotable(*words: str) -> None:
    if not words or any("\n" in word or "\r" in word for word in words):
        raise Unwritable(
            "改行を含む字句、又は字句のない改正は書けません。",
            "Words to be quoted must be there and hold no line end.",
        )


def _whole(operation: Operation, speaker: Speaker) -> Phrase:
    if isinstance(operation, Rewrite):
        return _rewrite(operation, speaker)
    if isinstance(operation, Add):
        return _add(operation, speaker)
    if isinstance(operation, Remove):
        return Phrase(speaker.targets(operation.targets) + "を", "削り")
    if isinstance(operation, Move):
        moved = speaker.target(operation.at)
        return Phrase(f"{moved}を{speaker.become(operation.at.at, operation.to)}", "とし")
    if isinstance(operation, Shift):
        return _shift(operation, speaker)
    if isinstance(operation, Restate):
        block = operation.block
        lines = list(block.lines) or lay_out(block.nodes, _expected(Kind.DOCUMENT, "", speaker))
        return Phrase("全文を次のように", "改め", lines)
    raise Unwritable(
        f"字句の改正はここでは書けません（{type(operation).__name__}）。",
        f"Not an operation on whole provisions: {type(operation).__name__}.",
    )


def _shift(operation: Shift, speaker: Speaker) -> Phrase:
    word = COUNTED.get(operation.first[-1].level) if operation.first else None
    if word is None or not operation.by:
        raise Unwritable("番号のない規定は繰り下げられません。", "Only what counts can be shifted.")
    if not operation.last:
        words = speaker.address(operation.first) + "以下"
    elif operation.last == operation.first:
        words = speaker.address(operation.first)
    else:
        words = speaker.target(Target(operation.first, last=operation.last))
    verb = "繰り下げ" if operation.by > 0 else "繰り上げ"
    count = numeral(abs(operation.by), speaker.style)
    return Phrase(f"{words}を{count}{word}ずつ", verb)


def _rewrite(operation: Rewrite, speaker: Speaker) -> Phrase:
    words = speaker.targets(operation.targets)
    target, block = operation.targets[0], operation.block
    if block.nodes or block.lines:
        kind = kind_of(target.at[-1].level) if target.at else Kind.ARTICLE
        lines = list(block.lines) or lay_out(block.nodes, _expected(kind, "", speaker))
        return Phrase(words + "を次のように", "改め", lines)
    if target.part in _SENTENCES or target.part is Part.HEAD:
        return Phrase(words + "を次のように", "改め", [lay_out_words(block.text)])
    _quotable(block.text)
    return Phrase(f"{words}を「{_bracketed(block.text, target.part, target.at)}」に", "改め")


def _bracketed(text: str, part: Part, at: Address) -> str:
    """（見出し）: captions of articles and notes stand in brackets, names of chapters do not."""
    plain = at[-1].level in (*DIVISIONS, Level.GROUP) if at else False
    if part is Part.NOTE or (part is Part.CAPTION and not plain):
        return f"（{text}）"
    return text


def _add(operation: Add, speaker: Speaker) -> Phrase:
    at, block = operation.at, operation.block
    if not at.at:
        place = {Where.END: "末尾に", Where.HEAD: "冒頭に"}.get(operation.where, "")
        if not place:
            raise Unwritable(
                "全文の前後には加えられません。", "Nothing stands beside a whole text."
            )
        if operation.part is not Part.WHOLE:
            raise Unwritable("全文に加えられる部分はありません。", "A whole text has no parts.")
    elif operation.where is Where.AFTER:
        place = speaker.target(at) + "の次に"
    elif operation.where is Where.BEFORE:
        place = speaker.target(at) + "の前に"
    else:
        place = speaker.target(at) + "に"
    if operation.part in _SENTENCE_WORDS:
        word = _SENTENCE_WORDS[operation.part]
        return Phrase(f"{place}{word}として次のように", "加え", [lay_out_words(block.text)])
    if operation.part in (Part.CAPTION, Part.NOTE):
        _quotable(block.text)
        caption = operation.part is Part.CAPTION
        word = caption_word(at.at)[1:] if caption else "付記"
        said = _bracketed(block.text, operation.part, at.at)
        return Phrase(f"{place}{word}として「{said}」を", "付し")
    if operation.part is not Part.WHOLE or block.text:
        raise Unwritable("この部分は加えられません。", "This part of a provision cannot be added.")
    lines = list(block.lines) or lay_out(block.nodes, _expected(*_outermost(operation), speaker))
    if operation.heading_only:
        if operation.unit not in DIVISIONS:
            raise Unwritable("章名等の段が示されていません。", "A heading without its level.")
        return Phrase(f"{place}次の{COUNTED[operation.unit]}名を", "付し", lines)
    if operation.where is Where.HEAD and at.at:
        place = _first_of_all(operation, place, speaker.style)
    return Phrase(place + _promised(operation, speaker.style), "加え", lines)


def _first_of_all(operation: Add, place: str, style: Style) -> str:
    """第三条に第一項として; の冒頭に where the numbers do not say that it is the first."""
    numbers = [node.number for node in operation.block.nodes]
    counted = operation.unit in (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM)
    if not counted or numbers != [Number((n,)) for n in range(1, len(numbers) + 1)] or not numbers:
        return place[:-1] + "の冒頭に"
    assert operation.unit is not None
    names = [numbered(Number((n,)), COUNTED[operation.unit], style) for n in (1, len(numbers))]
    if len(numbers) == 1:
        return f"{place}{names[0]}として"
    if len(numbers) == 2:
        return f"{place}{names[0]}及び{names[1]}として"
    return f"{place}{names[0]}から{names[1]}までとして"


def _promised(operation: Add, style: Style) -> str:
    unit = operation.unit
    if unit is None:
        return "次のように"
    if unit in COUNTED:
        return f"次の{numeral(max(len(operation.block.nodes), 1), style)}{COUNTED[unit]}を"
    if unit not in _UNITS:
        raise Unwritable("この段のものは加えられません。", "This level cannot be added.")
    return f"次の{_UNITS[unit]}を"


def _outermost(operation: Add) -> tuple[Kind, str]:
    """The expected kind of the block, and the sibling it follows."""
    at = operation.at.at
    after = at[-1].name if at and operation.where is Where.AFTER else ""
    if operation.unit is not None:
        return kind_of(operation.unit), after
    if not at:
        return Kind.ARTICLE, ""
    if operation.where in (Where.AFTER, Where.BEFORE):
        return kind_of(at[-1].level), after
    return _BELOW.get(at[-1].level, Kind.ARTICLE), ""


def kind_of(level: Level) -> Kind:
    """The kind of node a step of this level leads to; 欄 is a cell."""
    if level is Level.COLUMN:
        return Kind.CELL
    return Kind(level.value) if level is not Level.LAW else Kind.ARTICLE


def _expected(kind: Kind, after: str, speaker: Speaker) -> Expected:
    return Expected(kind, after, kanji=speaker.style.numerals is Numerals.KANJI)
