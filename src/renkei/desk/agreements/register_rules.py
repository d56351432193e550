"""What stands against entering or correcting something in the register: all reasons at once.

What is missing of an old paper is no reason; what contradicts itself or the register is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from renkei.desk.accounts.models import Post
from renkei.desk.agreements.models import Agreement, Expression, Party
from renkei.desk.agreements.party_names import (
    GivenParty,
    meant,
    named_parties,
    same_parties,
)
from renkei.desk.agreements.reading import digest
from renkei.desk.agreements.writing import Dates, Paper
from renkei.desk.frame.problems import Problem
from renkei.desk.region.models import Membership, Municipality, Region
from renkei.instrument.model import Facts
from renkei.units import DateStyle, format_date


def against_agreement(
    region: Region,
    facts: Facts,
    paper: Paper,
    parties: Sequence[GivenParty],
    dates: Dates,
    term_ends: datetime.date | None,
) -> list[Problem]:
    """Every reason against entering a text as a new agreement of a region."""
    same = Expression.objects.filter(
        agreement__region=region, sha256=digest(paper.data)
    ).select_related("agreement")
    problems = [*against_parties(region, parties), *_against_dates(facts, dates)]
    problems += [_known(expression.agreement) for expression in same[:1]]
    begins = facts.effective or dates.valid_from
    if term_ends and begins and term_ends < begins:
        problems.append(_term(begins, term_ends))
    return problems


def against_parties(region: Region | None, parties: Sequence[GivenParty]) -> list[Problem]:
    """Fewer than two, one twice, one that is not of the region, one that is called otherwise."""
    return list(_against_parties(region, parties))


def _against_parties(region: Region | None, parties: Sequence[GivenParty]) -> Iterator[Problem]:
    if len(parties) < 2:
        yield Problem(
            "parties.few",
            "当事者が2者に満たないため、登録できません。",
            "An agreement has at least two parties.",
            field="parties",
            remedy_ja="本文から読み取れない当事者は、名称を入力して加えてください。",
            remedy_en="Add by name the parties that could not be read from the text.",
        )
    known = _members(region) if region else []
    codes = {row.code for row in known}
    seen: set[str] = set()
    for at, party in enumerate(parties):
        field = f"party-{at}"
        if party.municipality is None:
            continue
        place = party.municipality
        if place.code in seen:
            yield Problem(
                "parties.twice",
                f"{place.name}が当事者に2度あります。",
                f"{place.name} is a party twice.",
                field=field,
            )
        seen.add(place.code)
        other, how = meant(party.name, known)
        if how == "name" and other is not None and other.code != place.code:
            yield Problem(
                "parties.other",
                f"当事者「{party.name}」に、別の団体の{place.name}が選ばれています。",
                f"The party “{party.name}” is entered as another body, {place.name}.",
                field=field,
                remedy_ja=f"{other.name}を選んでください。",
                remedy_en=f"Choose {other.name}.",
            )
        if region and place.code not in codes and place.kind != Municipality.Kind.PREFECTURE:
            yield Problem(
                "parties.not_member",
                f"{place.name}は{region.name}の構成市町村として登録されていません。",
                f"{place.name} is not registered as a member of {region.said}.",
                field=field,
                remedy_ja="圏域の画面で加入を登録するか、別の圏域を選んでください。",
                remedy_en="Register it as a member of the region, or choose another region.",
            )


def against_version(
    agreement: Agreement,
    versions: Sequence[Expression],
    facts: Facts,
    paper: Paper,
    dates: Dates,
    made: Expression.Made,
) -> list[Problem]:
    """Every reason against entering a text as another wording of an agreement."""
    return list(_against_version(agreement, versions, facts, paper, dates, made))


def _against_version(
    agreement: Agreement,
    versions: Sequence[Expression],
    facts: Facts,
    paper: Paper,
    dates: Dates,
    made: Expression.Made,
) -> Iterator[Problem]:
    if agreement.status not in (Agreement.Status.CONCLUDED, Agreement.Status.ENDED):
        yield Problem(
            "version.draft",
            "案の協約には版を登録できません。締結の手続により版になります。",
            "A draft has no versions: it gets one when its procedure concludes it.",
            field="agreement",
        )
    yield from against_other_parties(agreement, facts)
    yield from _against_dates(facts, dates)
    if any(version.sha256 == digest(paper.data) for version in versions):
        yield _known(agreement)
    begins = facts.effective or dates.valid_from
    if begins is None:
        if versions:
            yield Problem(
                "version.undated",
                "施行期日がないため、前の版がいつまでのものか決まりません。",
                "Without the day it takes effect, the end of the version before it is open.",
                field="valid_from",
                remedy_ja="施行期日を入力してください。",
                remedy_en="Enter the day it takes effect.",
            )
        return
    twice = any(version.valid_from == begins for version in versions)
    if twice and made is not Expression.Made.CORRECTED:
        yield Problem(
            "version.same_day",
            f"{_said(begins)}から施行の版が、すでに登録されています。",
            f"There is a version in force from {begins} already.",
            field="valid_from",
            remedy_ja="その版の誤りを正したものなら、成立を「正誤」にしてください。",
            remedy_en="If it corrects that version, say that it came about as a correction.",
        )
    if agreement.ended_on and begins >= agreement.ended_on:
        yield Problem(
            "version.after_end",
            f"この協約は{_said(agreement.ended_on)}に失効しており、その後の版は登録できません。",
            f"This agreement ended on {agreement.ended_on}; no version can begin after that.",
            field="valid_from",
        )


def against_other_parties(agreement: Agreement, facts: Facts) -> Iterator[Problem]:
    """A text that names other parties than the agreement it is to be a wording of."""
    named = named_parties(facts)
    parties = list(agreement.parties.select_related("municipality"))
    # A text whose parties cannot be read at all is an incomplete paper, not a wrong one.
    if named and parties and not same_parties(named, parties):
        theirs = "、".join(name for _designation, name in named)
        ours = "、".join(party.name for party in parties)
        yield Problem(
            "version.parties",
            f"本文の当事者（{theirs}）が、この協約の当事者（{ours}）と一致しません。",
            f"The parties of the text ({theirs}) are not those of this agreement ({ours}).",
            field="agreement",
            remedy_ja="別の協約を選ぶか、新しい協約として登録してください。",
            remedy_en="Choose another agreement, or enter the text as a new one.",
        )


def against_term(agreement: Agreement, term_ends: datetime.date | None) -> list[Problem]:
    """A term that ends before the agreement begins."""
    days = [day for day in agreement.expressions.values_list("valid_from", flat=True) if day]
    if term_ends is None or not days or term_ends >= min(days):
        return []
    return [_term(min(days), term_ends)]


def _against_dates(facts: Facts, dates: Dates) -> Iterator[Problem]:
    """A day that is entered must not be another than the text says."""
    for field, name_ja, name_en, printed, typed in (
        ("concluded", "締結年月日", "day of conclusion", facts.concluded, dates.concluded),
        ("valid_from", "施行期日", "day it takes effect", facts.effective, dates.valid_from),
    ):
        if printed and typed and printed != typed:
            yield Problem(
                f"dates.{field}",
                f"{name_ja}に{_said(typed)}と入力されていますが、本文には{_said(printed)}とあります。",
                f"The {name_en} is entered as {typed}, but the text says {printed}.",
                field=field,
                remedy_ja="本文の日付が正しければ、入力を消してください。",
                remedy_en="If the text is right, clear the field.",
            )


def parties_in_procedure() -> Problem:
    """The number of parties is fixed once acts are recorded for them."""
    return Problem(
        "parties.procedure",
        "手続が記録されているため、当事者を増やすことも減らすこともできません。",
        "There are procedures: parties can neither be added nor taken out.",
        field="parties",
    )


def other_post(post: Post, party: Party) -> Problem:
    """A post of another municipality."""
    return Problem(
        "post.other",
        f"「{post}」は{party.name}の担当ではありません。",
        f"“{post}” is no post of {party.name}.",
        field="post",
        remedy_ja=f"{party.name}の担当を選んでください。",
        remedy_en=f"Choose a post of {party.name}.",
    )


def not_a_party() -> Problem:
    """Only a party's editors and the secretariat enter an agreement."""
    return Problem(
        "entry.not_permitted",
        "登録できるのは、この協約の当事者の起案者か、圏域の事務局だけです。",
        "Only editors of a party and the secretariat of the region may enter it.",
        remedy_ja="当事者の団体の対応を確かめるか、当事者の起案者に依頼してください。",
        remedy_en="Check which municipality each party is, or ask an editor of a party.",
    )


def not_concluded() -> Problem:
    """A draft is not public."""
    return Problem(
        "publish.draft",
        "案の協約は公開できません。締結の手続が済んでから公開してください。",
        "A draft cannot be published; publish it when it is concluded.",
    )


def _known(agreement: Agreement) -> Problem:
    return Problem(
        "paper.known",
        f"同じファイルが「{agreement.title}」に登録されています。",
        f"The same file is in the register, with “{agreement.title}”.",
        field="agreement",
        remedy_ja="登録済みの協約を確かめてください。",
        remedy_en="See the agreement that is there.",
    )


def _term(begins: datetime.date, ends: datetime.date) -> Problem:
    return Problem(
        "term.order",
        f"期間の末日（{_said(ends)}）が、施行期日（{_said(begins)}）より前です。",
        f"The term ends on {ends}, before it begins on {begins}.",
        field="term_ends",
    )


def _said(day: datetime.date) -> str:
    return format_date(day, DateStyle.BOTH)


def _members(region: Region) -> list[Municipality]:
    """Municipalities that are or were members."""
    rows = Membership.objects.filter(region=region).values("municipality")
    return list(Municipality.objects.filter(pk__in=rows))
