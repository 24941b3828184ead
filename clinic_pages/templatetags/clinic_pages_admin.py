"""Template tags for the plugin's own panels in the admin."""

from django import template

from ..search_preview import SearchPreview, preview_of, saved_findings

register = template.Library()


@register.simple_tag
def search_preview(page, request) -> SearchPreview:
    """{% search_preview page request as preview %}"""
    return preview_of(page, request)


@register.simple_tag
def search_findings(page):
    """{% search_findings page as findings %}: of the page as last saved."""
    return saved_findings(page)
