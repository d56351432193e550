"""Every page of the register, at a desk and on a phone: nothing for axe to find, nothing that runs out
of the side, no complaint in the console, no description that describes nothing.

The secretariat of the training region looks.
"""

from __future__ import annotations

import pytest

from tests.browser.clerk import Clerk
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_axe import complaints
from tests.desk.office import PASSWORD

#: Pages for everybody who is signed in, by what they are called here.
PAGES = {
    "register": "/agreements/",
    "register, other day and words": "/agreements/?on=R5.4.1&q=浜辺",
    "agreement with a procedure": "/agreements/{slug}/",
    "agreement before its day": "/agreements/{slug}/?on=2010-04-01",
    "agreement, day that is none": "/agreements/{slug}/?on=2010-02-30",
    "agreement, one row": "/agreements/{slug}/{node}/",
    "agreement, versions compared": "/agreements/{slug}/compare/",
    "agreement, compared with the text under way": "/agreements/{slug}/compare/?to=pending-{change}",
    "agreement, days that are none": "/agreements/{slug}/compare/?from=R2.2.30&to=1990-01-01",
    "agreement, one row through time": "/agreements/{slug}/{node}/history/",
    "agreement, text under way": "/agreements/{slug}/pending/{change}/",
    "agreement, edit": "/agreements/{slug}/edit/",
    "agreement, parties": "/agreements/{slug}/parties/",
    "agreement, post": "/agreements/{slug}/parties/1/",
    "regions": "/regions/",
    "region": "/regions/aomine/",
    "region, edit": "/regions/aomine/edit/",
    "region, new member": "/regions/aomine/members/new/",
    "region, statistics": "/regions/aomine/statistics/",
    "municipality": "/municipalities/{partner}/",
    "municipality, own": "/municipalities/{centre}/",
    "municipality, edit": "/municipalities/{centre}/edit/",
    "municipality, new figure": "/municipalities/{centre}/statistics/new/",
    "family": "/regions/aomine/family/",
    "family, one row": "/regions/aomine/family/rows/戦略産業の育成/",
    "family, articles": "/regions/aomine/family/articles/",
    "family, compare": "/regions/aomine/family/compare/",
    "models": "/regions/aomine/models/",
    "model, edit": "/regions/aomine/models/edit/",
    "model": "/regions/aomine/models/{model}/",
    "procedures": "/procedures/",
    "procedures, all": "/procedures/?state=",
    "procedures, new": "/procedures/new/",
    "procedure under way": "/procedures/{change}/",
    "procedure waiting for its partner": "/procedures/{early}/",
    "procedure of the past": "/procedures/{past}/",
    "procedure, earlier day": "/procedures/{change}/?on=R8.9.1",
    "act, filing": "/procedures/{change}/acts/file-{centre}/",
    "act, too early": "/procedures/{early}/acts/sign-all/",
    "act, correction": "/procedures/{change}/records/{act}/correct/",
    "act, further papers": "/procedures/{change}/records/{act}/papers/",
    "act, taken back": "/procedures/{change}/records/{act}/withdraw/",
    "confirm": "/procedures/{change}/confirm/",
    "text": "/procedures/{early}/text/put/",
    "procedure, revise": "/procedures/{early}/revise/",
    "procedure, withdraw": "/procedures/{early}/withdraw/",
    "record sheet": "/procedures/{change}/sheet/",
    "record sheet of all": "/batches/{batch}/sheet/",
    "board": "/batches/{batch}/",
    "papers": "/procedures/{change}/papers/",
    "negotiation": "/procedures/{talked}/negotiation/",
    "negotiation of a change before councils": "/procedures/{change}/negotiation/",
    "negotiation, the whole": "/procedures/{talked}/negotiation/whole/",
    "negotiation, one article": "/procedures/{talked}/negotiation/at/art_1/",
    "negotiation, one comment": "/procedures/{talked}/negotiation/comments/{comment}/",
    "negotiation, taking in": "/procedures/{talked}/negotiation/take/",
    "negotiation, sheet": "/procedures/{talked}/negotiation/sheet/",
    "form settings": "/municipalities/{centre}/papers/",
    "due": "/due/",
    "due, region": "/due/?for=region",
    "reminders": "/due/reminders/",
    "me": "/me/",
    "permissions": "/permissions/",
    "people": "/people/{centre}/",
    "person": "/people/{centre}/{person}/",
    "invite": "/people/{centre}/invite/",
    "people of the region": "/regions/aomine/people/",
    "posts": "/posts/{centre}/",
    "post": "/posts/{centre}/{post}/",
    "post, edit": "/posts/{centre}/{post}/edit/",
    "post, note": "/posts/{centre}/{post}/note/",
    "rotation": "/posts/{centre}/rotation/",
    "journals": "/journal/",
    "journal": "/journal/aomine/",
    "journal, entry": "/journal/entry/{entry}/",
    "journal, checkpoint": "/journal/aomine/checkpoint/",
    "intake": "/intake/",
    "password": "/accounts/password/change/",
    "second factor": "/accounts/2fa/",
    "second factor, application": "/accounts/2fa/totp/activate/",
}
DANGLING = """() => [...document.querySelectorAll('[aria-describedby],[aria-labelledby],label[for]')]
  .flatMap(node => ['aria-describedby', 'aria-labelledby', 'for'].flatMap(name =>
    (node.getAttribute(name) || '').split(/\\s+/).filter(id => id && !document.getElementById(id))))"""


class Eye:
    """The secretariat at the pages of the training region, and what its browser complains about."""

    def __init__(self, context, root, keys):
        self.root, self.keys, self.said = root, keys, []
        self.page = context.new_page()
        self.clerk = Clerk(self.page, root)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, message):
        # A refused form answers 422, which the browser reports though the page is as it should be.
        if message.type == "error" and "422" not in message.text:
            self.said.append(message.text)

    def look(self, name):
        """What is wrong with the page that is open, at both sizes."""
        wrong = {}
        for size, viewport in (("desk", WIDE), ("phone", NARROW)):
            self.page.set_viewport_size(viewport)
            over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            self.clerk.picture(f"{name}-{viewport['width']}")
            wrong |= {f"{size}: runs out of the side by": over} if over > 0 else {}
            found = complaints(self.page)
            wrong |= {f"{size}: axe": found} if found else {}
        dangling = self.page.evaluate(DANGLING)
        wrong |= {"names what is not there": dangling} if dangling else {}
        wrong |= {"console": self.said} if self.said else {}
        self.said = []
        self.page.set_viewport_size(WIDE)
        return wrong


@pytest.fixture
def eye(browser, live_server, transactional_db):
    """The region, and the secretariat of it signed in."""
    from renkei.desk import training

    context = browser.new_context(locale="ja-JP", reduced_motion="reduce")
    found = Eye(context, live_server.url, keys_of(training.fill(PASSWORD)))
    found.clerk.sign_in("demo", PASSWORD)
    yield found
    context.close()


def keys_of(places):
    """What stands in the addresses."""
    from renkei.desk.accounts.models import Post
    from renkei.desk.agreements.models import ModelText
    from renkei.desk.journal.models import Entry
    from renkei.desk.negotiation.models import Comment
    from renkei.desk.procedures.models import Act, Procedure

    def of(name, kind):
        rows = Procedure.objects.filter(kind=kind, agreement__parties__name=name)
        return rows.get()

    change = of("浜辺市", "change")
    agreement = change.agreement
    return {
        "slug": agreement.slug,
        "node": agreement.expressions.latest("valid_from").rows.first().node_id,
        "centre": places.by_name[places.centre].code,
        "partner": places.by_name["浜辺市"].code,
        "model": ModelText.objects.get().pk,
        "change": change.pk,
        "early": of("高穂村", "change").pk,
        "past": of("浜辺市", "conclude").pk,
        "talked": of("北野市", "change").pk,
        "comment": Comment.objects.filter(state="open").latest("pk").pk,
        "batch": change.batch_id,
        "act": Act.objects.filter(procedure=change, step="publish").get().pk,
        "person": places.people[places.centre].pk,
        "post": Post.objects.filter(municipality=places.by_name[places.centre]).first().pk,
        "entry": Entry.objects.filter(operation="procedures.record_publication").first().pk,
    }


def test_every_page(eye):
    wrong = {}
    for name, address in PAGES.items():
        answer = eye.page.goto(eye.root + address.format(**eye.keys))
        right = 422 if name.endswith(("day that is none", "days that are none")) else 200
        found = eye.look(name) if answer.status == right else {"status": answer.status}
        wrong |= {name: found} if found else {}
    assert wrong == {}


def test_every_form_and_page_of_confirmation(eye):
    wrong = {}

    def look(name):
        found = eye.look(name)
        wrong.update({name: found} if found else {})

    for way in (acts, many_rows, past, opening, drafting, taking_in, handing_over, english):
        way(eye, look)
    assert wrong == {}


def acts(eye, look):
    key = f"file-{eye.keys['centre']}"
    eye.clerk.try_act(eye.keys["change"], key, date=today(), number="青企第9号")
    assert "まだ何も記録されていません" in eye.clerk.said
    look("act, check")
    eye.clerk.refused_act(eye.keys["change"], key, date="令和8年2月30日")
    look("act, refused")


def many_rows(eye, look):
    eye.clerk.go(f"/batches/{eye.keys['batch']}/record/consult/all/")
    if "まとめて記録できるものがありません" in eye.clerk.said:
        eye.clerk.go(f"/batches/{eye.keys['batch']}/record/bill/{eye.keys['centre']}/")
    look("bulk, form")


def past(eye, look):
    from renkei.desk.agreements.models import Agreement

    row = Agreement.objects.get(slug="aomine-bousai-partner")
    eye.clerk.go(f"/procedures/new/?agreement={row.pk}")
    eye.page.check("[name=when][value=past]")
    eye.page.check("[name=kind][value=conclude]")
    eye.clerk.press("次へ")
    look("past, entry")
    eye.clerk.fill(**{"date-sign-all": "何日か"})
    eye.clerk.press("確認画面へ進む")
    look("past, refused")
    eye.clerk.fill(**{"date-sign-all": "R5.3.20"})
    eye.clerk.press("確認画面へ進む")
    assert "まだ何も登録されていません" in eye.clerk.said
    look("past, check")


def opening(eye, look):
    from renkei.desk.agreements.models import Agreement

    eye.clerk.go("/procedures/new/")
    eye.clerk.press("次へ")
    look("opening, refused")
    eye.page.check("[name=when][value=now]")
    eye.page.check("[name=kind][value=change]")
    for row in Agreement.objects.filter(kind="cooperation"):
        eye.page.check(f"[name=agreement][value='{row.pk}']")
    eye.clerk.press("次へ")
    look("opening, details")
    eye.clerk.press("確認画面へ進む")
    look("opening, check")


def drafting(eye, look):
    eye.clerk.go("/regions/aomine/models/")
    eye.page.check("main form input[type=checkbox] >> nth=0")
    eye.clerk.press("案を作る")
    look("models, with a draft")
    eye.page.click("main a[href*='/drafts/'] >> nth=0")
    look("draft")


def taking_in(eye, look):
    from importlib import resources

    text = resources.files("renkei") / "data" / "training" / "partner-company.txt"
    eye.clerk.go("/intake/")
    eye.page.fill("[name=text]", text.read_text("utf-8").replace("浜辺市", "北野市"))
    eye.clerk.press("読み取って確認する")
    look("intake, preview")
    eye.clerk.follow("圏域の協約として登録する")
    look("enter")
    eye.clerk.press("登録する内容を確かめる")
    look("enter, check")


def handing_over(eye, look):
    eye.clerk.go(f"/posts/{eye.keys['centre']}/{eye.keys['post']}/")
    for summary in eye.page.locator("main details > summary").all():
        summary.click()
    look("post, hand-over")


def english(eye, look):
    eye.page.click("header >> text=English")
    try:
        for name in ("procedure under way", "board", "due", "family", "register", "journal"):
            eye.page.goto(eye.root + PAGES[name].format(**eye.keys))
            look(f"en {name}")
    finally:
        eye.page.click("header >> text=日本語")


def today():
    from django.utils import timezone

    return timezone.localdate().isoformat()
