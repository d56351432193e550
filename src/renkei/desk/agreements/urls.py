"""Addresses of the register. Those with a slug are permanent."""

from django.urls import path

from renkei.desk.agreements import (
    compare_views,
    edit_views,
    entry_views,
    family_urls,
    intake_views,
    publish_views,
    register_views,
    views,
)

app_name = "agreements"

urlpatterns = [
    path("agreements/", register_views.register, name="list"),
    path("agreements/<slug:slug>/", views.reading, name="reading"),
    path("agreements/<slug:slug>/files/original", views.original, name="original"),
    path("agreements/<slug:slug>/files/<str:fmt>", views.download, name="download"),
    path("agreements/<slug:slug>/remove/", views.remove, name="remove"),
    path("agreements/<slug:slug>/edit/", edit_views.edit, name="edit"),
    path("agreements/<slug:slug>/parties/", edit_views.parties, name="parties"),
    path("agreements/<slug:slug>/parties/<int:order>/", edit_views.post, name="post"),
    path("agreements/<slug:slug>/publish/", publish_views.publish, name="publish"),
    path("agreements/<slug:slug>/versions/", compare_views.versions, name="versions"),
    path("agreements/<slug:slug>/compare/", compare_views.compare, name="compare"),
    path(
        "agreements/<slug:slug>/compare/files/<str:fmt>",
        compare_views.compare_file,
        name="compare-file",
    ),
    path("agreements/<slug:slug>/pending/<int:pk>/", compare_views.pending, name="pending"),
    path("agreements/<slug:slug>/<str:node_id>/history/", compare_views.history, name="history"),
    path("agreements/<slug:slug>/<str:node_id>/", views.node, name="node"),
    path("intake/", intake_views.begin, name="intake"),
    path("intake/<uuid:token>/", intake_views.preview, name="preview"),
    path("intake/<uuid:token>/profile/", intake_views.profile, name="profile"),
    path("intake/<uuid:token>/keep/", intake_views.keep, name="keep"),
    path("intake/<uuid:token>/discard/", intake_views.discard, name="discard"),
    path("intake/<uuid:token>/enter/", entry_views.enter, name="enter"),
    *family_urls.urlpatterns,
]
