"""Addresses of the comparison and of drafting, below those of a region. Those of pages are permanent."""

from django.urls import URLPattern, path

from renkei.desk.agreements import draft_views, family_file_views, family_views, model_views

HERE = "regions/<slug:slug>/family/"
MODELS = "regions/<slug:slug>/models/"
DRAFTS = "regions/<slug:slug>/drafts/<int:key>/"

urlpatterns: list[URLPattern] = [
    path(HERE, family_views.matrix, name="family"),
    path(HERE + "rows/<str:name>/", family_views.row, name="family-row"),
    path(HERE + "articles/", family_views.articles, name="family-articles"),
    path(HERE + "articles/<str:name>/", family_views.article, name="family-article"),
    path(HERE + "compare/", family_views.compare, name="family-compare"),
    path(HERE + "files/<str:fmt>", family_file_views.file, name="family-file"),
    path(HERE + "check/", family_file_views.check, name="family-check"),
    path(MODELS, draft_views.board, name="models"),
    path(MODELS + "edit/", model_views.edit_model, name="model-edit"),
    path(MODELS + "<int:key>/", model_views.model, name="model"),
    path(MODELS + "<int:key>/drafts/", draft_views.make, name="drafts-make"),
    path(MODELS + "<int:key>/renew/", draft_views.renew, name="drafts-renew"),
    path(DRAFTS, draft_views.draft, name="draft"),
    path(DRAFTS + "text", draft_views.draft_file, name="draft-file"),
    path(DRAFTS + "decide/<int:pk>/", draft_views.decide, name="deviation-decide"),
    path(DRAFTS + "<str:node_id>/", draft_views.deviation, name="deviation"),
]
