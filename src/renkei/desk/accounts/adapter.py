"""How allauth is used here: nobody registers alone, and what it writes about people is an operation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.desk.accounts.models import Person
from renkei.desk.accounts.operations import set_password
from renkei.desk.journal.actor import Actor


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """利用者登録 is closed to the public; a new password goes through the operation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers alone."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """A person changes their own password."""
        set_password(Actor.for_person(user), user, password)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """二要素認証, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy("この二要素認証は解除できません。"),
        "cannot_generate_recovery_codes": gettext_lazy(
            "先に、認証アプリかパスキーを登録してください。"
        ),
        "incorrect_code": gettext_lazy(
            "コードが違います。いま表示されているコードを入力してください。"
        ),
    }

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows."""
        return "Renkei"

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        """A name for a new passkey, to be changed by its person."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("パスキー%(n)s") % {"n": count + 1}


class OidcAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """庁内の認証基盤: whoever it vouches for is matched to somebody who is registered already.

    Nobody is registered by it, nothing is stored of it, and no other account can be linked.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody registers by it."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Nothing of what it says about a person is taken over."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person by the claim; otherwise say that they have to be invited first."""
        if sociallogin.state.get("process") not in {None, "login"}:
            raise ImmediateHttpResponse(redirect("accounts:me"))
        person = person_of(sociallogin.account.extra_data)
        if person is None:
            raise ImmediateHttpResponse(render(request, "accounts/unknown.html", status=403))
        sociallogin.user = person


def person_of(data: dict[str, Any]) -> Person | None:
    """Whom the answer of the provider means: the 利用者ID that its claim says."""
    claims = {**(data.get("id_token") or {}), **(data.get("userinfo") or {})}
    provider = settings.OIDC
    value = claims.get(provider.claim) if provider else None
    if not provider or not isinstance(value, str) or not value:
        return None
    if provider.claim == "email" and claims.get("email_verified") is False:
        return None
    found: Person | None = Person.objects.filter(username=Person.written(value)).first()
    return found
