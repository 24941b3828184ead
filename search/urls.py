"""Addresses of the search."""

from django.urls import path

from .views import search, suggestions

urlpatterns = [
    path("", search, name="search"),
    path("suggest/", suggestions, name="search_suggest"),
]
