"""Addresses of the desk. Addresses under agreements/ are permanent."""

from django.urls import include, path

from renkei.desk.frame import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("renkei.desk.agreements.urls")),
    path("", include("renkei.desk.procedures.urls")),
    path("", include("renkei.desk.negotiation.urls")),
    path("", include("renkei.desk.procedures.papers_urls")),
    path("", include("renkei.desk.procedures.due_urls")),
    path("", include("renkei.desk.changes.urls")),
    path("", include("renkei.desk.region.urls")),
    path("", include("renkei.desk.accounts.urls")),
    path("", include("renkei.desk.journal.urls")),
    path("accounts/", include("renkei.desk.accounts.sign_in_urls")),
    path("language/<str:code>/", views.language, name="language"),
]

handler400 = "renkei.desk.frame.errors.bad_request"
handler403 = "renkei.desk.frame.errors.forbidden"
handler404 = "renkei.desk.frame.errors.not_found"
handler500 = "renkei.desk.frame.errors.failure"
