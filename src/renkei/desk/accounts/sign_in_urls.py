"""Addresses of signing in: those pages of allauth that are used here, and no others."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.urls import include, path

from renkei.desk.frame import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    # Nobody sends mails here: the administrator gives a new password.
    path("password/reset/", views.lost_password, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("oidc-cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc-error/", social.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
