"""Why something cannot be done in drafting: reasons as data, each with its place and remedy. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from renkei.amendment.placeholders import PLACEHOLDERS, Unknown, unknown
from renkei.desk.agreements.drafting import Place
from renkei.desk.agreements.models import Deviation, Draft, ModelText
from renkei.desk.frame.problems import Problem
from renkei.desk.region.models import Municipality

#: Longest model text, deviation, name and value.
TEXT_LIMIT, WORDS_LIMIT, NAME_LIMIT, VALUE_LIMIT = 500_000, 50_000, 200, 300


def against_model(name: str, text: str) -> list[Problem]:
    """Why a model text cannot be entered."""
    found = [*_control(name, "name"), *_control(text, "text")]
    if not name.strip():
        found.append(
            Problem("model.no_name", "名称を入力してください。", "Give it a name.", "name")
        )
    elif len(name) > NAME_LIMIT:
        found.append(
            Problem(
                "model.long_name",
                "名称は200字以内にしてください。",
                "At most 200 characters.",
                "name",
            )
        )
    if not text.strip():
        found.append(Problem("model.empty", "本文を入力してください。", "Enter the text.", "text"))
    if len(text) > TEXT_LIMIT:
        found.append(
            Problem(
                "model.too_long",
                "本文が長すぎます（50万字まで）。",
                "The text is too long.",
                "text",
            )
        )
    return found + _unknown(unknown(text), "text")


def other_version(newest: int) -> Problem:
    """Somebody else entered a version meanwhile."""
    return Problem(
        "model.other_version",
        f"編集している間に、別の人が第{newest}版を登録しました。",
        f"While you were editing, somebody else entered version {newest}.",
        remedy_ja="入力した本文は下に残っています。新しい版を開き、変更を移してください。",
        remedy_en="What you typed is kept below. Open the new version and carry your changes over.",
    )


def unchanged() -> Problem:
    """The text is that of the newest version."""
    return Problem(
        "model.unchanged",
        "本文は今の版と同じです。",
        "The text is that of the present version.",
        "text",
    )


def against_partners(
    partners: Sequence[Municipality],
    *,
    centres: Sequence[Municipality],
    members: Sequence[Municipality],
    drafted: Collection[str],
) -> list[Problem]:
    """Why drafts cannot be made for these partners."""
    found = []
    if not partners:
        found.append(
            Problem(
                "draft.no_partner", "市町村を選んでください。", "Choose municipalities.", "partners"
            )
        )
    if len(centres) != 1:
        found.append(
            Problem(
                "draft.centre",
                "中心市が一つに定まらない圏域では、標準文から案を作れません。",
                "The region has not exactly one centre: no drafts can be made from the model text.",
                remedy_ja="締結した本文を、取込みから圏域の協約として登録してください。",
                remedy_en="Take the concluded texts in and enter them as agreements of the region.",
            )
        )
    codes = {member.code for member in members}
    for partner in partners:
        if partner.code not in codes:
            found.append(
                Problem(
                    "draft.no_member",
                    f"{partner.name}は、この圏域の構成市町村（中心市を除く。）ではありません。",
                    f"{partner.name} is no member of this region (the centre aside).",
                    "partners",
                )
            )
        elif partner.code in drafted:
            found.append(
                Problem(
                    "draft.there_already",
                    f"{partner.name}には、この標準文による案がすでにあります。",
                    f"{partner.name} has a draft from this model text already.",
                    "partners",
                )
            )
    return found


def old_version(newest: int) -> Problem:
    """Drafts are made from the newest version only."""
    return Problem(
        "draft.old_version",
        f"この標準文には第{newest}版があります。",
        f"There is version {newest} of this model text.",
        remedy_ja="新しい版から作ってください。",
        remedy_en="Make the drafts from the new version.",
    )


def against_values(values: Mapping[str, str]) -> list[Problem]:
    """Why these values cannot stand for placeholders."""
    found = _unknown([Unknown(key, 1, 0) for key in values if key not in PLACEHOLDERS], "")
    for key, value in values.items():
        found += _control(value, key)
        if len(value) > VALUE_LIMIT or "\n" in value or "\t" in value:
            found.append(
                Problem(
                    "draft.value",
                    f"{key}は、改行のない300字以内の語にしてください。",
                    f"{key}: at most 300 characters on one line.",
                    key,
                )
            )
        elif "〔" in value or "〕" in value:
            found.append(
                Problem(
                    "draft.value_bracket",
                    f"{key}に〔 〕は使えません。",
                    f"{key}: 〔 〕 cannot be used.",
                    key,
                )
            )
    return found


def filled_meanwhile(typed: Mapping[str, str], now: Mapping[str, str]) -> list[Problem]:
    """Somebody else filled the draft in: what stands there now, where it is not what was typed."""
    return [
        Problem(
            "draft.filled_meanwhile",
            f"編集している間に、別の人が{key}を「{now.get(key) or '（空欄）'}」にしました。",
            f"While you were editing, somebody else set {key} to “{now.get(key) or '(empty)'}”.",
            key,
            remedy_ja="入力は残っています。どちらにするか決めて、もう一度保存してください。",
            remedy_en="What you typed is kept. Decide between the two and save again.",
        )
        for key in dict.fromkeys([*typed, *now])
        if typed.get(key, "").strip() != now.get(key, "")
    ]


def deviated_meanwhile(now: Deviation | None) -> Problem:
    """Somebody else wrote, or took back, the words of the provision, or the model is a newer one."""
    said = "標準文のとおり" if now is None else now.words.replace("\t", "　") or "置かない"
    return Problem(
        "deviation.meanwhile",
        f"編集している間に、別の人がこの規定を改めました。いまの文言: {said}",
        "While you were editing, somebody else changed this provision. "
        f"Its words now: {'those of the model' if now is None else now.words or 'left out'}",
        "words",
        remedy_ja="入力は残っています。見比べて、もう一度保存してください。",
        remedy_en="What you typed is kept. Compare the two and save again.",
    )


def _control(text: str, field: str) -> list[Problem]:
    """Characters that no database keeps and no page shows."""
    if "\x00" not in text:
        return []
    return [
        Problem(
            "text.nul",
            "使えない制御文字（NUL）が入っています。消してください。",
            "There is a control character (NUL) that cannot be kept. Take it out.",
            field,
        )
    ]


def against_deviation(place: Place | None, words: str, reason: str) -> list[Problem]:
    """Why a provision cannot be given these words."""
    if place is None:
        return [
            Problem(
                "deviation.no_place",
                "その規定は標準文にありません。",
                "The model text has no such provision.",
                remedy_ja="案の画面を開き直してください。",
                remedy_en="Open the draft again.",
            )
        ]
    found = _unknown(unknown(words), "words")
    found += [*_control(words, "words"), *_control(reason, "reason")]
    if len(words) > WORDS_LIMIT:
        found.append(
            Problem("deviation.too_long", "文言が長すぎます。", "The words are too long.", "words")
        )
    if len(reason) > 500:
        found.append(
            Problem(
                "deviation.long_reason",
                "理由は500字以内にしてください。",
                "At most 500 characters.",
                "reason",
            )
        )
    return found


def against_renewal(model: ModelText, drafts: Iterable[Draft]) -> list[Problem]:
    """Why drafts cannot be moved to this version."""
    found = []
    drafts = list(drafts)
    if not drafts:
        found.append(Problem("draft.none", "案を選んでください。", "Choose drafts.", "drafts"))
    for draft in drafts:
        old = draft.model_text
        if (old.region_id, old.name) != (model.region_id, model.name):
            found.append(
                Problem(
                    "draft.other_model",
                    f"「{draft.agreement.title}」の案は、別の標準文によるものです。",
                    f"The draft of “{draft.agreement.title}” comes from another model text.",
                    "drafts",
                )
            )
        elif old.version >= model.version:
            found.append(
                Problem(
                    "draft.not_behind",
                    f"「{draft.agreement.title}」の案は、すでに第{old.version}版によっています。",
                    f"The draft of “{draft.agreement.title}” is at version {old.version} already.",
                    "drafts",
                )
            )
    return found


def gone() -> Problem:
    """The model no longer has the provision."""
    return Problem(
        "deviation.gone",
        "標準文にこの規定はもうありません。",
        "The model text no longer has this provision.",
        remedy_ja="相違を取りやめるか、別の規定の相違として入れ直してください。",
        remedy_en="Drop the deviation, or enter it again at another provision.",
    )


def against_text(
    undecided: Sequence[Deviation], open_places: Sequence[str], slips: Sequence[Unknown]
) -> list[Problem]:
    """Why a draft is no agreed text yet."""
    found = _unknown(slips, "")
    if undecided:
        found.append(
            Problem(
                "draft.undecided",
                f"決まっていない相違が{len(undecided)}件あります。",
                f"{len(undecided)} deviations wait to be decided.",
                remedy_ja="案の画面で一つずつ決めてください。",
                remedy_en="Decide them one by one on the page of the draft.",
            )
        )
    if open_places:
        there = "、".join(open_places)
        found.append(
            Problem(
                "draft.open",
                f"未記入の差込みがあります: {there}",
                f"Placeholders are still open: {there}",
                remedy_ja="案の画面で記入してください。",
                remedy_en="Fill them in on the page of the draft.",
            )
        )
    return found


def _unknown(slips: Iterable[Unknown], field: str) -> list[Problem]:
    return [
        Problem(
            "model.placeholder",
            f"{slip.line}行目の「{slip.text}」は、差込箇所の一覧にありません。",
            f"Line {slip.line}: “{slip.text}” is no placeholder of the list.",
            field,
            remedy_ja="一覧にあるものに直すか、亀甲括弧を使わずに書いてください。",
            remedy_en="Use one of the list, or write it without these brackets.",
        )
        for slip in slips
    ]
