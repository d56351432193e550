"""Addresses of what is due."""

from django.urls import path

from renkei.desk.procedures import due_views

app_name = "due"

urlpatterns = [
    path("due/", due_views.due, name="list"),
    path("due/reminders/", due_views.reminders, name="reminders"),
    path("due/calendar/<str:token>.ics", due_views.calendar, name="calendar"),
]
