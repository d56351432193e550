"""The clauses of one sentence of amendment (改正規定の各句), by recursive descent.

A sentence is a row of clauses, each a place and what happens to it; the verb stands at the end and
may serve several (「「A」を「B」に、同条第二項中「C」を「D」に改める」). What is not read to the last
character raises :class:`~renkei.amendment.reading.cursor.Stop`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from renkei.amendment.operations import (
    Block,
    Insert,
    Level,
    Operation,
    Part,
    Remove,
    Replace,
    Restate,
    Rewrite,
    Strike,
    Target,
    Where,
)
from renkei.amendment.reading.adding import (
    Promise,
    after_ni,
    after_place,
    as_number,
    bare_caption,
)
from renkei.amendment.reading.cursor import Cursor, Stop
from renkei.amendment.reading.law import take_law
from renkei.amendment.reading.memory import Memory, tabular
from renkei.amendment.reading.moving import renumber, take_moves, take_rest, take_shift
from renkei.amendment.reading.quoting import QUOTE, skeleton
from renkei.amendment.reading.targets import take_others, take_targets


class Sentence(NamedTuple):
    """The operations of one sentence, and the block it promises, if any (the last one's)."""

    operations: tuple[Operation, ...]
    promise: Promise | None


_COMMA = re.compile(r"[、，]")
_AND_QUOTE = re.compile(rf"(?:[、，]?(?:及び|並びに|又は|若しくは|と)|[、，])(?={QUOTE})")
#: 「別表中「甲」の項を削る」: a name, not words to be changed.
_QUOTED_ROW = re.compile(rf"{QUOTE}の[部款項欄号目]")
_WHOLE_TEXT = (Target(()),)


def read_sentence(words: str) -> tuple[Sentence, ...]:
    """Read one line of 改正規定, usually one sentence."""
    divided = skeleton(words)
    if divided is None:
        raise Stop("かぎ括弧の対応が分かりません")
    cursor = Cursor(divided)
    sentences: list[Sentence] = []
    while not cursor.done:
        sentences.append(_Reader(cursor).sentence())
        if sentences[-1].promise and not cursor.done:
            raise cursor.fail("「次のように」「次の…」の後に句が続いています")
    return tuple(sentences)


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.memory = Memory()
        self.operations: list[Operation] = []
        self.promise: Promise | None = None
        #: The verb that the clauses read so far still wait for.
        self.awaits = ""
        self.targets: tuple[Target, ...] = ()

    def sentence(self) -> Sentence:
        cursor = self.cursor
        while True:
            if self.promise is not None:
                raise cursor.fail("「次のように」「次の…」の後に句が続いています")
            self.clause()
            if not self.awaits:
                if cursor.match(re.compile(r"する(?:。|$)|る(?:。|$)")):
                    break
                if not cursor.match(re.compile(r"し?[、，]")):
                    raise cursor.fail("句の終わりが読めません")
        return Sentence(renumber(tuple(self.operations)), self.promise)

    def clause(self) -> None:
        """One clause; without verb yet when ``awaits`` is set."""
        cursor, memory = self.cursor, self.memory
        cursor.match(re.compile(r"次に[、，]|さらに[、，]"))
        if cursor.at(QUOTE) and not cursor.looking(_QUOTED_ROW):
            self.phrases(self.targets or _WHOLE_TEXT)
            return
        if self.awaits == "" and (law := take_law(cursor, memory)):
            memory.name(law)
            self.targets = (Target(law),)
            if cursor.match(re.compile(r"中[、，]?")):
                if cursor.at(QUOTE):
                    self.phrases(self.targets)
                else:
                    memory.within = law
                    self.clause()
                return
            self.structure(self.targets)
            return
        if added := as_number(cursor, self.operations):
            self.operations.append(added.operation)
            self.promise = added.promise
            return
        if following := take_rest(cursor, self.operations):
            self.operations += following
            return
        targets = take_targets(cursor, memory)
        if targets is None and (cursor.at("末尾に") or cursor.at("冒頭に")):
            targets = _WHOLE_TEXT
        if targets is None:
            raise cursor.fail("位置を示す語が読めません")
        if cursor.match(re.compile(r"(?:中|のうち)[、，]?")):
            if cursor.at(QUOTE) and not cursor.looking(_QUOTED_ROW):
                self.targets = targets
                self.phrases(targets)
                return
            if len(targets) > 1 or targets[0].last:
                raise cursor.fail("「中」の前の位置が一つではありません")
            if others := take_others(cursor, memory, targets[0]):
                if cursor.match(re.compile(r"中[、，]?")):
                    self.phrases((others,))
                else:
                    self.structure((others,))
                return
            step = targets[0].at[-1] if targets[0].at else None
            if step and step.level in (Level.SUPPLEMENT, Level.LAW):
                memory.within = targets[0].at
            elif step and step.level is Level.MAIN:
                memory.within = ()
            self.clause()
            return
        self.targets = ()
        self.structure(targets)

    # ---- words ---------------------------------------------------------------------------------

    def phrases(self, targets: tuple[Target, ...]) -> None:
        """「A」を「B」に改め, 「A」の下に「B」を加え, 「A」を削り: one pair or list, then its verb."""
        cursor = self.cursor
        self.targets = targets
        old = [self.quote()]
        while cursor.match(_AND_QUOTE):
            old.append(self.quote())
        if cursor.take("の下に", "の次に"):
            inserted = self.quote()
            self.operations += [Insert(targets, words, inserted) for words in old]
            self.verb("を", "加え")
            return
        if cursor.take("の前に"):
            inserted = self.quote()
            self.operations += [Replace(targets, (words,), inserted + words) for words in old]
            self.verb("を", "加え")
            return
        if cursor.take("を削"):
            if self.awaits:
                raise cursor.fail(f"「{self.awaits}」が前の句にありません")
            cursor.take("り") or cursor.take("除し", "除") or None
            self.operations.append(Strike(targets, tuple(old)))
            return
        if not cursor.take("を"):
            raise cursor.fail("引用の後が読めません")
        each = bool(cursor.take("それぞれ"))
        new = [self.quote()]
        while each and cursor.match(_AND_QUOTE):
            new.append(self.quote())
        if len(new) > 1:
            if len(new) != len(old):
                raise cursor.fail("「それぞれ」の前後の数が違います")
            self.operations += [Replace(targets, (a,), b) for a, b in zip(old, new, strict=True)]
        else:
            self.operations.append(Replace(targets, tuple(old), new[0]))
        self.verb("に", "改め", "変更", "改正")

    def quote(self) -> str:
        words = self.cursor.quote()
        if words is None:
            raise self.cursor.fail("引用がありません")
        return words

    def verb(self, particle: str, *verbs: str) -> None:
        """「に改め」, or 「に、」 where a later clause brings the verb."""
        cursor = self.cursor
        if not cursor.take(particle):
            raise cursor.fail(f"「{particle}」がありません")
        if cursor.match(_COMMA):
            if self.awaits not in ("", verbs[0]):
                raise cursor.fail(f"「{self.awaits}」が前の句にありません")
            self.awaits = verbs[0]
            return
        cursor.take("それぞれ")
        said = cursor.take(*verbs)
        if not said or self.awaits not in ("", verbs[0]):
            raise cursor.fail(f"「{verbs[0]}」がありません")
        self.awaits = ""

    # ---- provisions ----------------------------------------------------------------------------

    def structure(self, targets: tuple[Target, ...]) -> None:
        """What happens to whole provisions and their captions."""
        cursor = self.cursor
        if self.awaits == "改め" and not cursor.at("を" + QUOTE):
            raise cursor.fail("「改め」が前の句にありません")
        if self.awaits == "加え":
            raise cursor.fail("「加え」が前の句にありません")
        if cursor.at("を" + QUOTE):
            cursor.take("を")
            self.rewrite_words(targets)
        elif cursor.match(re.compile(r"を削除?(?=[りしるす])")):
            cursor.take("り")
            self.operations.append(Remove(targets))
        elif cursor.match(
            re.compile(r"を次の(?:ように|とおりに?)(?:改め|変更(?=[しす])|改正(?=[しす]))")
        ):
            self.operations.append(
                Restate(Block()) if targets == _WHOLE_TEXT else Rewrite(targets, Block())
            )
            self.promise = Promise(None, 0)
        elif shifts := take_shift(cursor, targets):
            self.operations += shifts
        elif cursor.at("を"):
            cursor.take("を")
            self.operations += take_moves(cursor, self.memory, targets)
        else:
            self.add(targets)

    def rewrite_words(self, targets: tuple[Target, ...]) -> None:
        """見出しを「（B）」に改め, 題名を「B」に改め, 第三号を「B」に改め."""
        words = self.quote()
        if all(target.part in (Part.CAPTION, Part.NOTE) for target in targets):
            words = bare_caption(targets[0], words)
        self.operations.append(Rewrite(targets, Block(text=words)))
        self.verb("に", "改め", "変更", "改正")

    def add(self, targets: tuple[Target, ...]) -> None:
        """…の次に, …の前に, …に … を加え."""
        cursor = self.cursor
        if len(targets) > 1 or targets[0].last:
            raise cursor.fail("加える位置が一つではありません")
        target = targets[0]
        table = tabular(target.at)
        if cursor.take("の冒頭に", "冒頭に"):
            added = after_place(cursor, target, Where.HEAD, table)
        elif cursor.take("の末尾に", "末尾に"):
            added = after_place(cursor, target, Where.END, table)
        elif cursor.take("の次に", "の後に"):
            added = after_place(cursor, target, Where.AFTER, table)
        elif cursor.take("の前に"):
            added = after_place(cursor, target, Where.BEFORE, table)
        elif cursor.take("に"):
            added = after_ni(cursor, target, table, self.operations)
        else:
            raise cursor.fail("位置の後が読めません")
        self.operations.append(added.operation)
        self.promise = added.promise
