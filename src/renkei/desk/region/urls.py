"""Addresses of municipalities and regions. Permanent."""

from django.urls import path

from renkei.desk.region import edit_views, views

app_name = "region"

urlpatterns = [
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:slug>/", views.region, name="region"),
    path("regions/<slug:slug>/edit/", edit_views.edit_region, name="edit"),
    path("regions/<slug:slug>/members/new/", edit_views.add_member, name="add_member"),
    path(
        "regions/<slug:slug>/members/<int:pk>/end/",
        edit_views.end_membership,
        name="end_membership",
    ),
    path(
        "regions/<slug:slug>/municipalities/new/",
        edit_views.add_municipality,
        name="add_municipality",
    ),
    path("regions/<slug:slug>/milestones/new/", edit_views.add_milestone, name="add_milestone"),
    path(
        "regions/<slug:slug>/milestones/<int:pk>/remove/",
        edit_views.remove_milestone,
        name="remove_milestone",
    ),
    path("regions/<slug:slug>/statistics/", edit_views.import_statistics, name="import"),
    path(
        "regions/<slug:slug>/statistics/form.xlsx",
        edit_views.statistics_form,
        name="statistics_form",
    ),
    path("municipalities/<str:code>/", views.municipality, name="municipality"),
    path("municipalities/<str:code>/edit/", edit_views.edit_municipality, name="edit_municipality"),
    path("municipalities/<str:code>/heads/new/", edit_views.add_head, name="add_head"),
    path(
        "municipalities/<str:code>/statistics/new/", edit_views.add_statistic, name="add_statistic"
    ),
    path(
        "municipalities/<str:code>/statistics/<int:pk>/",
        edit_views.correct_statistic,
        name="correct_statistic",
    ),
]
