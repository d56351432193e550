"""A change procedure between 青嶺市 and 浜辺市 as people go through it in the browser."""

import datetime
import re

from tests.desk.office import AOMINE, HAMABE, at_machine
from tests.desk.procedures.matters import PDF, agreement, text

__all__ = ["PDF", "Desk"]


class Desk:
    """The procedure, and a browser in which somebody of a municipality is signed in."""

    def __init__(self, office, client, partner=HAMABE):
        from renkei.desk.procedures import operations
        from renkei.desk.region.schemes import Kind

        self.office, self.client = office, client
        self.agreement = agreement(office, partner)
        self.procedure = operations.open_procedure(
            at_machine(),
            self.agreement,
            Kind.CHANGE,
            name="連携協約の変更（災害対策の字句）",
            opened_on=datetime.date(2026, 6, 1),
            effective=datetime.date(2027, 4, 1),
            text=text(partner, more="甲及び乙は、災害対策に取り組む。"),
            text_name="改正案.txt",
        )

    def sign_in(self, name, *roles):
        self.client.force_login(self.office.person(name, *(roles or ("approver", "council"))))

    def key(self, step, name):
        return f"{step}-{self.office.places[name].code if name else 'all'}"

    def address(self, step, name):
        return f"/procedures/{self.procedure.pk}/acts/{self.key(step, name)}/"

    def get(self, address):
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def send(self, step, name, **values):
        """Send the form of a step as its page draws it."""
        sha = self.procedure.text_sha256 if step == "agree" else ""
        return self.client.post(self.address(step, name), {"text_sha256": sha} | values)

    def fill(self, step, name, **values):
        """Send it, and be led to the page of confirmation: its address."""
        answer = self.send(step, name, **values)
        assert answer.status_code == 302, said(answer)
        return answer.headers["Location"]

    def record(self, step, name, **values):
        """Send it and confirm it."""
        answer = self.client.post(self.fill(step, name, **values))
        assert answer.status_code == 302, said(answer)

    def all_agree(self):
        for name in (AOMINE, HAMABE):
            self.sign_in(name)
            self.record("agree", name, date="R8.6.12")

    def until_resolved(self):
        self.all_agree()
        for name in (AOMINE, HAMABE):
            self.sign_in(name)
            self.record("bill", name, date="R8.9.1", number="議案第41号")
            self.record("resolve", name, date="R8.9.24", number="議案第41号", result="passed")

    def confirm(self, name):
        self.sign_in(name)
        page = f"/procedures/{self.procedure.pk}/confirm/"
        seen = re.search(r'name="seen" value="([^"]+)"', self.get(page))[1]
        self.client.post(page, {"seen": seen})


def said(answer):
    """What a refused form says, for a test that did not expect it."""
    return re.findall(r'<div class="summary".*?</div>', answer.content.decode(), re.S)
