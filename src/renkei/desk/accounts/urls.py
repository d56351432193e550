"""Addresses of people, posts, the hand-over, and of one's own page."""

from django.urls import path

from renkei.desk.accounts import invitation_views, people_views, post_views, views

app_name = "accounts"

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/stand/", views.stand, name="stand"),
    path("permissions/", views.permissions, name="permissions"),
    path("people/<str:code>/", people_views.people, name="people"),
    path("people/<str:code>/grant/", people_views.grant_by_name, name="grant-by-name"),
    path("people/<str:code>/invite/", invitation_views.invite, name="invite"),
    path(
        "people/<str:code>/invitations/<uuid:token>/revoke/",
        invitation_views.revoke,
        name="revoke-invitation",
    ),
    path("people/<str:code>/<int:pk>/", people_views.person, name="person"),
    path("people/<str:code>/<int:pk>/grant/", people_views.grant, name="grant"),
    path("people/<str:code>/<int:pk>/active/", people_views.active, name="active"),
    path("people/<str:code>/<int:pk>/password/", people_views.password, name="password"),
    path("people/<str:code>/grants/<int:pk>/revoke/", people_views.revoke, name="revoke"),
    path("regions/<slug:slug>/people/", people_views.region_people, name="region-people"),
    path(
        "regions/<slug:slug>/people/<int:pk>/revoke/",
        people_views.revoke_in_region,
        name="revoke-in-region",
    ),
    path("invitation/", invitation_views.take, name="take"),
    path("invitation/<str:secret>/", invitation_views.arrive, name="invitation"),
    path("posts/<str:code>/", post_views.posts, name="posts"),
    path("posts/<str:code>/new/", post_views.new, name="new-post"),
    path("posts/<str:code>/rotation/", post_views.rotation, name="rotation"),
    path("posts/<str:code>/<int:pk>/", post_views.post, name="post"),
    path("posts/<str:code>/<int:pk>/edit/", post_views.edit, name="edit-post"),
    path("posts/<str:code>/<int:pk>/note/", post_views.note, name="post-note"),
    path("posts/<str:code>/<int:pk>/assign/", post_views.assign, name="assign"),
    path("posts/<str:code>/<int:pk>/end/", post_views.end, name="end-post"),
    path("posts/<str:code>/holdings/<int:pk>/end/", post_views.end_holding, name="end-holding"),
]
