"""Addresses of the desk. Addresses under agreements/ are permanent."""

from django.urls import include, path
from django.views.generic import RedirectView

from renkei.desk.frame import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="agreements:list"), name="home"),
    path("", include("renkei.desk.agreements.urls")),
    path("", include("renkei.desk.procedures.urls")),
    path("", include("renkei.desk.procedures.papers_urls")),
    path("", include("renkei.desk.procedures.due_urls")),
    path("", include("renkei.desk.region.urls")),
    path("", include("renkei.desk.accounts.urls")),
    path("", include("renkei.desk.journal.urls")),
    # Before allauth's own, which would send mails that nobody sends here.
    path("accounts/password/reset/", views.lost_password, name="account_reset_password"),
    path("accounts/", include("allauth.urls")),
    path("language/<str:code>/", views.language, name="language"),
]

handler400 = "renkei.desk.frame.errors.bad_request"
handler403 = "renkei.desk.frame.errors.forbidden"
handler404 = "renkei.desk.frame.errors.not_found"
handler500 = "renkei.desk.frame.errors.failure"
