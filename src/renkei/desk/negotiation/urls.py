"""Addresses of negotiations."""

from django.urls import path

from renkei.desk.negotiation import sheet_views, thread_views, views

app_name = "negotiation"
_HERE = "procedures/<int:pk>/negotiation/"

urlpatterns = [
    path(_HERE, views.board, name="board"),
    path(f"{_HERE}whole/", views.whole, name="whole"),
    path(f"{_HERE}at/<str:node_id>/", views.provision, name="provision"),
    path(f"{_HERE}comments/<int:key>/", thread_views.thread, name="thread"),
    path(f"{_HERE}take/", thread_views.take, name="take"),
    path(f"{_HERE}record", views.record, name="record"),
    path(f"{_HERE}sheet/", sheet_views.sheet, name="sheet"),
    path(f"{_HERE}sheet/file", sheet_views.file, name="sheet-file"),
    path(f"{_HERE}sheet/<uuid:token>/", sheet_views.check, name="check-sheet"),
]
