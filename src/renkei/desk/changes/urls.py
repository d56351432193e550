"""Addresses of changes."""

from django.urls import path

from renkei.desk.changes import edit_views, file_views, spread_views, views

app_name = "changes"

urlpatterns = [
    path("changes/", views.changes, name="list"),
    path("changes/new/", views.choose, name="choose"),
    path("changes/new/<slug:slug>/", views.begin, name="open"),
    path("changes/<int:pk>/", views.change, name="change"),
    path("changes/<int:pk>/matter/", views.revise, name="revise"),
    path("changes/<int:pk>/do/", views.do, name="do"),
    path("changes/<int:pk>/versions/", views.versions, name="versions"),
    path("changes/<int:pk>/text/", edit_views.whole, name="whole"),
    path("changes/<int:pk>/take/", edit_views.take, name="take"),
    path("changes/<int:pk>/model/", edit_views.take_model, name="model"),
    path("changes/<int:pk>/edit/<str:node_id>/", edit_views.edit, name="edit"),
    path("changes/<int:pk>/add/<str:node_id>/", edit_views.add, name="add"),
    path("changes/<int:pk>/partners/", spread_views.partners, name="partners"),
    path("changes/<int:pk>/leave-out/", spread_views.leave_out, name="leave-out"),
    path("changes/<int:pk>/deviations/<int:misfit>/", spread_views.decide, name="decide"),
    path("changes/<int:pk>/send/", spread_views.send, name="send"),
    path("changes/<int:pk>/files/sentences.<str:extension>", file_views.sentences, name="prose"),
    path("changes/<int:pk>/files/table.<str:extension>", file_views.table, name="table"),
    path("changes/<int:pk>/files/text.<str:extension>", file_views.text, name="text"),
]
