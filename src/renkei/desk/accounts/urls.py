"""Addresses of people, posts and the hand-over."""

from django.urls import URLPattern

app_name = "accounts"

urlpatterns: list[URLPattern] = []
