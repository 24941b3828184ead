from wagtail.snippets.models import register_snippet

from .viewsets import BookingSnippetViewSet

register_snippet(BookingSnippetViewSet)
