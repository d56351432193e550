"""Addresses of papers and of the form of a municipality's papers."""

from django.urls import path, re_path

from renkei.desk.procedures import papers_views

app_name = "papers"

urlpatterns = [
    path("procedures/<int:pk>/papers/", papers_views.papers, name="list"),
    path("procedures/<int:pk>/papers/make/", papers_views.make, name="make"),
    path("procedures/<int:pk>/papers/all.zip", papers_views.all_papers, name="all"),
    re_path(
        r"^papers/(?P<pk>[0-9]{1,18})\.(?P<extension>docx|pdf)$",
        papers_views.paper_file,
        name="file",
    ),
    path("municipalities/<str:code>/papers/", papers_views.form_style, name="style"),
    re_path(
        r"^municipalities/(?P<code>[0-9]{6})/papers/(?P<kind>bill|filing)\.(?P<extension>png|pdf)$",
        papers_views.style_specimen,
        name="specimen",
    ),
]
