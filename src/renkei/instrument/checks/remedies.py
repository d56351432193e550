"""What can be done about a finding, where many rules say the same (対処).

A signed text is never changed silently. What a slip in it needs depends on whether it touches the
content: an obvious slip of the pen is put right by a notice of correction (正誤), anything else by a
change of the agreement, which follows the same steps as its conclusion (地方自治法第252条の2第4項:
協議, 議会の議決, 告示, 届出).
"""

from __future__ import annotations

from renkei.instrument.checks.registry import Words

SIGNED = Words(
    "締結前の案なら直します。締結後は、明らかな誤記なら当事者間で確かめて正誤の手続をとり、"
    "内容に関わるなら変更の手続（地方自治法第252条の2第4項：協議、議会の議決、告示、届出）に"
    "よります。本文が黙って書き換えられることはありません。",
    "Correct it in a draft. In a signed text, an obvious slip is agreed between the parties and "
    "put right by a notice of correction (正誤); what touches the content needs a change "
    "(地方自治法252条の2第4項: consultation, council, public notice, filing). "
    "The text is never changed silently.",
)

COMPARE = Words(
    "元の文書（署名された原本や元のWordファイル）と見比べてください。元の文書と違うなら読取りの"
    "問題なので、正しいファイルで読み直します。元の文書もそうなら、正誤か変更の手続によります。",
    "Compare with the original (the signed paper, the Word file). If it differs, read the right "
    "file again; if the original says so too, it needs a notice of correction or a change.",
)

DRAFT = Words(
    "起案中なら、締結までに埋めるか直します。締結済みの文書なら、原本と見比べてください。",
    "In a draft, fill it in or correct it before signing. If the text is signed, compare it with "
    "the original.",
)

STYLE = Words(
    "意味は変わらないので、締結済みの文書はそのままで構いません。次に変更するときや新しい案で、"
    "どちらかにそろえてください。",
    "The meaning is the same, so a signed text can stay as it is. Use one form in the next change "
    "or the next draft.",
)

CONFIRM = Words(
    "意図したものかどうかを担当者間で確かめ、その結果を記録してください。意図しないものなら、"
    "締結前は案を直し、締結後は変更の手続（地方自治法第252条の2第4項の例）によります。",
    "Ask the offices concerned whether it is meant, and record the answer. If it is not, correct "
    "the draft, or change the signed agreement (following 地方自治法252条の2第4項).",
)
