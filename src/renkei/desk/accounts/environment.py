"""What sign-in takes from its surroundings: a provider of identities, and who needs a second factor.

RENKEI_OIDC_ISSUER, RENKEI_OIDC_CLIENT_ID, RENKEI_OIDC_SECRET (all three, or none), RENKEI_OIDC_NAME (as the
button says), RENKEI_OIDC_CLAIM (whose value is the 利用者ID; preferred_username), and
RENKEI_REQUIRE_SECOND_FACTOR (1, or names of roles).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from renkei.desk.accounts.roles import Role
from renkei.desk.environment import BadSetting

#: Whoever holds one of these needs a second factor where RENKEI_REQUIRE_SECOND_FACTOR=1.
USUAL = (Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARIAT)
#: The name of the one provider in addresses: /accounts/oidc/office/login/callback/
PROVIDER = "office"


@dataclass(frozen=True)
class Oidc:
    """OpenID Connect provider of the installation (庁内の認証基盤)."""

    issuer: str
    client_id: str
    secret: str
    name: str
    claim: str

    @property
    def origin(self) -> str:
        """Scheme and host: where the browser is sent to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def setting(self) -> dict[str, Any]:
        """Django-allauth's setting for it."""
        app = {
            "provider_id": PROVIDER,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
        }
        return {"openid_connect": {"APPS": [app]}}


def oidc() -> Oidc | None:
    """The provider, or None where none is named. Raises BadSetting for half of one."""
    names = ("RENKEI_OIDC_ISSUER", "RENKEI_OIDC_CLIENT_ID", "RENKEI_OIDC_SECRET")
    given = [os.environ.get(name, "").strip() for name in names]
    if not any(given):
        return None
    missing = "、".join(name for name, value in zip(names, given, strict=True) if not value)
    if missing:
        raise BadSetting(
            f"OIDC の設定が足りません: {missing}。三つとも指定するか、どれも指定しないでください。",
            f"The setting of OIDC lacks {missing}. Give all three or none.",
        )
    issuer, client_id, secret = given
    parts = urlsplit(issuer)
    local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise BadSetting(
            f"RENKEI_OIDC_ISSUER の誤りです: {issuer}。https:// で始まるアドレスにしてください。",
            f"RENKEI_OIDC_ISSUER is wrong: {issuer}. It has to begin with https://.",
        )
    return Oidc(
        issuer.rstrip("/"),
        client_id,
        secret,
        os.environ.get("RENKEI_OIDC_NAME", "").strip() or parts.hostname,
        os.environ.get("RENKEI_OIDC_CLAIM", "").strip() or "preferred_username",
    )


def second_factor_roles() -> frozenset[Role]:
    """Roles whose holders need a second factor; none by default. Raises BadSetting."""
    text = os.environ.get("RENKEI_REQUIRE_SECOND_FACTOR", "").strip().lower()
    if text in {"", "0", "no", "false", "off"}:
        return frozenset()
    if text in {"1", "yes", "true", "on"}:
        return frozenset(USUAL)
    found = set()
    for name in text.split(","):
        try:
            found.add(Role(name.strip()))
        except ValueError:
            known = ", ".join(role.value for role in Role)
            raise BadSetting(
                f"RENKEI_REQUIRE_SECOND_FACTOR の誤りです: 役割「{name.strip()}」はありません。"
                f"1 か、次の名前をコンマで区切ってください: {known}",
                f"RENKEI_REQUIRE_SECOND_FACTOR is wrong: there is no role “{name.strip()}”. "
                f"Write 1, or some of these with commas between: {known}",
            ) from None
    return frozenset(found)
