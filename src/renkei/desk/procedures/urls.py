"""Addresses of procedures, their papers, and of what is due."""

from django.urls import URLPattern

app_name = "procedures"

urlpatterns: list[URLPattern] = []
