"""How new text is laid out under an instruction (改正規定の「次のように」の後の文), line by line.

This page is the whole definition; the reader reads it back exactly and shares no code with it.
A line ends with U+000A only (never ``splitlines``: U+2028 stands inside texts and cells). ``　`` is
U+3000. What comes first holds first.

**Where a block ends.** Its first line follows the sentence that promises it and is never an
instruction. It goes on to the end of the text, to an empty line, to an unmarked 附則 line that is not
its first line (that is the 附則 of the amending instrument itself; but the first with at most two
spaces before it goes on a block that begins with 目次), or to a line that is an
instruction: no mark, no label followed by ``　``, no TAB, and at its end 改める。 削る。 加える。 とする。
付する。 繰り下げる。 繰り上げる。 改正する。 変更する。 A line of new text that would be mistaken is marked.
The instrument's own 附則 goes on to the end of the text, and no line of it is an instruction.

**The expected kind E** of the outermost nodes: the ``unit`` of an Add; else the level of the last
step of the address, of the first target of a Rewrite and of an Add AFTER/BEFORE; for an Add
HEAD/END without unit the level below the last step: 条→項, 項→号, 号 and アイウ→アイウ, 附則→項, 別表, 部
(GROUP) and 表→行, 行→欄, 備考→号, 署名欄→署名欄の行, everything else and no step→条. COLUMN counts as 欄.
Restate: 全文 (DOCUMENT). The amending instrument's own 附則: 附則.

**Words only** (``Block.text``). Add LAST/PROVISO and Rewrite of HEAD, MAIN_SENTENCE, PROVISO, FIRST,
MIDDLE, LAST: one line ``　`` + text, or ``〔文〕`` + text where the text is empty, has a space at an end
or begins with 〔. A Rewrite of CAPTION or NOTE or with ``text`` for WHOLE is 「…を「B」に改める」 and an
Add of CAPTION 「見出しとして「B」を付する」, both without a block (B of a CAPTION or NOTE in full-width
brackets which are not part of the text; of a CAPTION of 編章節款目 and 部 (GROUP) without brackets).
``Block.lines`` are printed as they are.

**Marked lines** say everything and can carry any node: ``〔kind〕``, ``〔kind・number〕``,
``〔kind・D段〕`` or ``〔kind・number・D段〕`` at the very beginning of the line. ``number``
is ``str(Number)`` (3, 3_2, 3:5), none written: None. ``D`` is the depth in the block (2: child of the
last line of depth 1 …), not written: 1. Behind the mark: without TAB it is the text; with TAB it is
``label TAB caption TAB note TAB text`` (three TABs part four fields; further ones belong to the text).
But rows say nothing themselves: ``〔行〕`` and ``〔見出し行〕`` with something behind them hold cells
parted by TABs, each a CELL with text; with nothing behind them their cells follow as lines of their
own, ``〔欄・D段〕``, if any.
Kinds: see ``WORDS``. A mark of depth D closes everything open at depth D or below, then opens its own.
A marked item has no n: items below it are marked too.

**Rows** (unmarked, at least one TAB): cells parted by TAB, from the beginning of the line, nothing
stripped. If E is 行, a row is an outermost node. Else rows belong to the open TABLE when the line
before was a row (also a marked one with its cells), a rule or a mark 〔表〕; if not, the first row
opens a TABLE (all fields empty) under the node last opened (a paragraph for an article with text),
or as outermost node if E is 表 and nothing is open. A rule line
``──────────`` (ten U+2500, alone) says that all rows of this table (or,
if E is 行, all outermost rows) above it are HEADER.

**Other unmarked lines**: n times ``　``, then the body. A body has no space at either end.

1. While a TOC is open: an entry of the TOC. n is its depth below the TOC (1: directly). Body
   ``label``, ``label（note）``, ``label　caption``, ``label　caption（note）``; the label is that of 3
   (編章節款目, 附則, 別表) with its number; (note) is the last balanced bracket ending the line.
2. Body all in one bracket （…） (the first opens, the last closes it): the caption, without
   brackets, of the article or paragraph on the next line. Written with n=1.
3. Labels that tell the kind, alone or followed as said:
   - ``第N条``, ``第N条のM``, ``第A条から第B条まで``, ``第A条及び第B条``: ARTICLE (n=0).
     ``　text`` is the text of its first PARAGRAPH (label "", number 1).
     Alone: an article without any such paragraph.
   - ``第N編|章|節|款|目`` (``のM``) and the same with から…まで, 及び: PART … DIVISION, ``　caption`` (n=3).
   - ``附則``, ``附 則``, ``附　則``, also 付則: SUPPLEMENT, ``（note）``, then ``　抄`` (caption 抄) (n=3).
     Unmarked only as the first line of a block with E 附則, and in the instrument's own 附則.
   - 別表, 別記様式, 別記, 別図, 別紙, 様式, 付表, 附表, 付録, 附録, 書式, 別添, 別冊 with ``第N``, ``N``, 号, 様式,
     ``のM``: ANNEX, ``（note）`` where the note ends in 関係, or ``　caption`` (n=0). Number: all numerals.
   - ``目次``, ``目　次``: TOC (n=0).  ``備考``, ``備　考``: REMARKS, ``　text`` (n=0).
4. An enumerator followed by ``　`` and text, or alone: digits of either width with ``のM``; kanji
   numerals with ``のM`` and from-to (三から五まで, 三及び四); these, one katakana, or Latin letters in （）
   or (); one katakana; one Latin letter or a Roman numeral of either case and width; ①; ⑴; ⅰ, Ⅰ.
   - n=0, digits or ①: PARAGRAPH.
   - n≥1 otherwise: an item. With E 号: n=1 is outermost; with E アイウ: n=2 is outermost (SUBITEM);
     with E 部: n=1 is outermost (GROUP). Else n=1 is an ITEM of the innermost open PARAGRAPH, REMARKS
     or ANNEX (whichever was opened last). A greater n is a SUBITEM of the last item one n less.
   - Below an ANNEX or GROUP it is a GROUP, its words the caption and not the text, when the next line
     is a row, or is itself such a heading with one n more; all deeper headings likewise. With E 部
     every n=1 is a GROUP.
5. Without label, n=1: PARAGRAPH without label. Number 1 below 附則 (directly under its line or a
   caption) and as outermost node with E 項; None below 前文.
   With E one of 題名, 番号, 表紙, 制定文, 後文, 締結日, 署名欄の行, 一体, 不明行, n=1: an outermost node of E
   with that text. With E 欄, n=0: an outermost CELL with that text.

**Parents.** DOCUMENT, then (MAIN, SUPPLEMENT, PREAMBLE, ANNEX, TOC …), PART, CHAPTER, SECTION, SUBSECTION,
DIVISION, ARTICLE, PARAGRAPH: a line of these closes all open ones of its own rank or lower and is a
child of what is then innermost, or outermost. REMARKS: child of the last open ANNEX, outermost with
E 備考. With E 本則 or 前文 an unmarked first line opens that outermost node by itself.

**Numbers** of labels in more than one series (イ, i): the one that makes it the number after the
sibling before it, in the block; for the first of outermost nodes the sibling is the step named by an
Add AFTER; else, where it is the first among its siblings below a node of the block, the series in which
it is 1; else katakana
by the style of the prose (漢数字→イロハ, else アイウ), i v x (and longer) Roman, other letters Latin.

Whatever these rules would read differently from what it is, the writer marks. What holds a line end
(U+000A, U+000D) cannot be carried at all: :class:`Unwritable`.
"""

from __future__ import annotations

from renkei.amendment.writing.layout import lay_out, lay_out_words
from renkei.amendment.writing.seats import Expected
from renkei.amendment.writing.words import WORDS, Unwritable

__all__ = ["WORDS", "Expected", "Unwritable", "lay_out", "lay_out_words"]
