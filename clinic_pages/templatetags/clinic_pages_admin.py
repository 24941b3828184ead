"""Template tags for the plugin's own panels in the admin."""

from django import template

from ..page_checks.result_preview import ResultPreview, failed_when_saved, preview_of

register = template.Library()


@register.simple_tag
def result_preview(page, request) -> ResultPreview:
    """{% result_preview page request as preview %}"""
    return preview_of(page, request)


@register.simple_tag
def failed_checks(page):
    """{% failed_checks page as failed %}: of the page as last saved."""
    return failed_when_saved(page)
