"""The pages that are measured: by the name of their address, for whom, and how they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benches.national import Register


@dataclass(frozen=True)
class Page:
    """A page somebody asks for. ``person`` is None for everybody else: readers, councillors."""

    name: str
    address: str
    values: tuple[Any, ...] = ()
    query: dict[str, str] = field(default_factory=dict)
    person: Any = None


def all_pages(register: Register) -> list[Page]:
    """Every page of the budget, and the other long lists."""
    slug, agreement = register.slug, register.agreement.slug
    editor, secretary = register.editor, register.secretary
    procedure, batch = register.procedure.pk, register.batch.pk
    own = editor.municipality_id
    return [
        Page("register", "agreements:list"),
        Page("register, signed in", "agreements:list", person=editor),
        Page("register, last page", "agreements:list", query={"page": "30"}),
        Page("register, by effect", "agreements:list", query={"order": "effective"}),
        Page("register, search", "agreements:list", query={"q": "ＡＣ 連携"}, person=editor),
        Page("agreement", "agreements:reading", (agreement,)),
        Page("agreement, signed in", "agreements:reading", (agreement,), person=editor),
        Page("article", "agreements:node", (agreement, "art_3")),
        Page("family matrix", "agreements:family", (slug,)),
        Page("family matrix, signed in", "agreements:family", (slug,), person=editor),
        Page("family articles", "agreements:family-articles", (slug,), person=editor),
        Page("due, mine", "due:list", person=editor),
        Page("due, municipality", "due:list", query={"for": "municipality"}, person=editor),
        Page("due, region", "due:list", query={"for": "region"}, person=secretary),
        Page("procedures", "procedures:list", person=editor),
        Page("procedures, region", "procedures:list", person=secretary),
        Page("procedure", "procedures:procedure", (procedure,), person=editor),
        Page("board", "procedures:board", (batch,), person=secretary),
        Page("changes", "changes:list", person=editor),
        Page("journal", "journal:region", (slug,), person=secretary),
        Page("regions", "region:regions"),
        Page("region", "region:region", (slug,)),
        Page("municipality", "region:municipality", (own,)),
        Page("posts", "accounts:posts", (own,), person=editor),
        Page("people", "accounts:people", (own,), person=editor),
    ]


def client_of(page: Page) -> Any:
    """A browser, signed in where the page wants somebody."""
    from django.test import Client

    client = Client(raise_request_exception=True)
    if page.person is not None:
        client.force_login(page.person)
    return client


def address_of(page: Page) -> str:
    """Its address; raises NoReverseMatch where there is no such page."""
    from django.urls import reverse

    return reverse(page.address, args=page.values)


def ask(client: Any, page: Page) -> bytes:
    """One request, answered with the page itself."""
    answer = client.get(address_of(page), page.query)
    if answer.status_code != 200:
        raise RuntimeError(f"{address_of(page)} answers {answer.status_code}")
    return bytes(answer.content)


def why_not(page: Page) -> str:
    """Why a page cannot be measured, or nothing."""
    try:
        ask(client_of(page), page)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""
