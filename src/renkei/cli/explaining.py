"""``renkei explain``: what a finding means, why it matters, what can be done."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.severity import name_of
from renkei.cli.words import UsageError, Words


def run(arguments: Arguments, console: Console) -> int:
    """Explain one code, or all of them."""
    from renkei.instrument.checks import RULES

    if arguments.has("--all"):
        wanted = list(RULES)
    elif arguments.words:
        given = arguments.words[0]
        wanted = [code for code in RULES if code.lower() == given.lower()]
        if not wanted:
            raise _unknown(given, list(RULES))
    else:
        raise UsageError(
            Words("コードか --all を指定してください。", "Name a code, or --all."), "explain"
        )
    for place, code in enumerate(wanted):
        rule = RULES[code]
        if place:
            console.out()
        weight = name_of(rule.severity.value, console.lang)
        title = Words(rule.title_ja, rule.title_en)
        console.out(console.paint(f"{code}  {console.say(title)}（{weight}）", "strong"))
        console.out(console.say(Words(f"  なぜ: {rule.why_ja}", f"  Why: {rule.why_en}")))
        console.out(
            console.say(Words(f"  対処: {rule.remedy_ja}", f"  What to do: {rule.remedy_en}"))
        )
        if rule.doc and console.lang == "en":  # the rule's own documentation is English
            for line in rule.doc.strip().splitlines():
                console.out(f"  {line.strip()}" if line.strip() else "")
    return 0


def _unknown(given: str, known: list[str]) -> UsageError:
    from difflib import get_close_matches

    near = next(iter(get_close_matches(given.upper(), known, 1, 0.5)), "")
    return UsageError(
        Words(
            f"「{given}」という指摘コードはありません。"
            + (f"「{near}」ではありませんか。" if near else "一覧は renkei explain --all"),
            f"There is no finding code “{given}”. "
            + (f"Did you mean “{near}”?" if near else "See renkei explain --all."),
        ),
        "explain",
    )
