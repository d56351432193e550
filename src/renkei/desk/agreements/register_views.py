"""協約の一覧: the register of agreements, searched, filtered, counted, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renkei.desk.agreements import queries
from renkei.desk.agreements.as_of import AsOf, as_of
from renkei.desk.agreements.models import Agreement, Expression
from renkei.desk.agreements.notes import speaks_english
from renkei.desk.agreements.queries import Wanted
from renkei.desk.agreements.standing import Standing, shown_on
from renkei.desk.journal.actor import Actor
from renkei.desk.region.schemes import SCHEMES

#: Longer searches are cut.
LONGEST = 100


@dataclass(frozen=True)
class Line:
    """One agreement in the list, with the wording of the day."""

    agreement: Agreement
    expression: Expression | None
    standing: Standing
    versions: int
    address: str


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list; ``value`` is "" for all of them."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A field of the search form."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def options(self) -> str:
        """As HTML, put together here: a template takes a tenth of a second for all municipalities."""
        return mark_safe(
            "".join(
                f'<option value="{escape(choice.value)}"{" selected" if choice.chosen else ""}>'
                f"{escape(choice.label)}</option>"
                for choice in self.choices
            )
        )


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What this reader may read. Anybody may open it; the list says what it covers."""
    actor = Actor.of(request)
    asked = as_of(request)
    wanted = wanted_by(request, asked)
    found = queries.register(actor, wanted)
    filters = _filters(wanted, actor)
    context = {
        "lines": [_line(agreement, asked) for agreement in found.lines],
        "found": found,
        "wanted": wanted,
        "asked": asked,
        "today": asked.day,
        "filters": filters,
        # On a phone these are folded away until one of them is in use.
        "sieved": any(not one.choices[0].chosen for one in filters),
        "narrowed": any(
            (wanted.words, wanted.region, wanted.municipality, wanted.scheme, wanted.kind)
        )
        or bool(wanted.standing or wanted.scope),
        "standings": [
            (one, count, _address(request, state=one.value, page=""))
            for one, count in found.by_standing
        ],
        "all_standings": _address(request, state="", page=""),
        "counted": sum(count for _one, count in found.by_standing),
        "before": _address(request, page=str(found.page - 1)) if found.page > 1 else "",
        "after": _address(request, page=str(found.page + 1)) if found.page < found.pages else "",
    }
    if actor.person is not None:
        context["waiting"] = list(queries.waiting_for(actor.person))
    status = 422 if asked.wrong else 200
    return render(request, "agreements/register.html", context, status=status)


def wanted_by(request: HttpRequest, asked: AsOf) -> Wanted:
    """What the address asks for; what it does not know is taken as not asked."""
    # No text of a database holds this character.
    sent = {name: str(value).replace("\x00", "") for name, value in request.GET.items()}
    page = sent.get("page", "")
    return Wanted(
        day=asked.day,
        words=sent.get("q", "").strip()[:LONGEST],
        region=sent.get("region", "")[:80],
        municipality=sent.get("municipality", "")[:6],
        scheme=_known(sent.get("scheme", ""), SCHEMES),
        kind=_known(sent.get("kind", ""), Agreement.Kind.values),
        standing=_known(sent.get("state", ""), Standing.values),
        scope=_known(sent.get("scope", ""), queries.SCOPES),
        order=_known(sent.get("order", ""), queries.ORDERS),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _known(value: str, values: object) -> str:
    return value if value in values else ""  # type: ignore[operator]


def _line(agreement: Agreement, asked: AsOf) -> Line:
    versions = list(agreement.expressions.all())
    return Line(
        agreement,
        shown_on(versions, asked.day),
        Standing(agreement.standing),  # type: ignore[attr-defined]  # annotated
        len(versions),
        reverse("agreements:reading", args=[agreement.slug]),
    )


def _filters(wanted: Wanted, actor: Actor) -> list[Filter]:
    english = speaks_english()
    regions = [(row.slug, row.said) for row in queries.regions_shown(actor)]
    places = queries.municipalities_shown(actor, wanted.region, wanted.municipality)
    schemes = [(key, one.en if english else one.ja) for key, one in SCHEMES.items()]
    scopes = [("public", _("公開"))]
    if actor.codes:
        scopes.append(("mine", _("自分の市町村が当事者")))
    if actor.person is not None:
        scopes.append(("held", _("自分が取り込んだ文書")))
    orders = [
        ("", _("題名")),
        ("effective", _("施行期日の新しい順")),
        ("concluded", _("締結の新しい順")),
        ("recorded", _("登録の新しい順")),
        ("region", _("圏域")),
    ]
    return [
        _filter("region", _("圏域"), regions, wanted.region),
        *([_filter("municipality", _("市町村"), places, wanted.municipality)] if places else []),
        _filter("scheme", _("制度"), schemes, wanted.scheme),
        _filter("kind", _("種類"), [(k, _kind(k)) for k in Agreement.Kind.values], wanted.kind),
        _filter("state", _("状態"), [(s.value, str(s.label)) for s in Standing], wanted.standing),
        _filter("scope", _("範囲"), scopes, wanted.scope),
        Filter("order", _("並べ方"), [Choice(k, w, k == wanted.order) for k, w in orders]),
    ]


def _kind(value: str) -> str:
    """Names of the kinds in the reader's language."""
    return {
        Agreement.Kind.COOPERATION.value: _("連携協約"),
        Agreement.Kind.SETTLEMENT.value: _("定住自立圏形成協定"),
        Agreement.Kind.PARTNER.value: _("パートナー協定"),
    }.get(value, _("その他の協定"))


def _filter(name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> Filter:
    every = Choice("", _("すべて"), not chosen)
    return Filter(name, label, [every, *(Choice(v, w, v == chosen) for v, w in choices)])


def _address(request: HttpRequest, **changed: str) -> str:
    """The same list with something changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else "?"
