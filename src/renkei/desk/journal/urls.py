"""Addresses of the journal."""

from django.urls import path

from renkei.desk.journal import views

app_name = "journal"

urlpatterns = [
    path("journal/", views.journals, name="list"),
    path("journal/entry/<int:pk>/", views.entry, name="entry"),
    path("journal/<slug:slug>/", views.journal, name="region"),
    path("journal/<slug:slug>/checkpoint/", views.checkpoint, name="checkpoint"),
    path("journal/<slug:slug>/journal.jsonl", views.export, name="export"),
    path("journal/<slug:slug>/journal.xlsx", views.excel, name="excel"),
]
