"""Addresses of municipalities and regions. Permanent."""

from django.urls import URLPattern

app_name = "region"

urlpatterns: list[URLPattern] = []
