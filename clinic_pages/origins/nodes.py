"""The template tags that say where words come from."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from wagtail.models import Page

from .marks import current, marking

SCRIPT = "clinic_pages/origins/script.html"
# Set on a request for which the labels are shown from the start.
SHOWS = "clinic_shows_origins"


def wants_marks(request, page) -> bool:
    """Whether it is a preview, for somebody who works in the admin."""
    if not (getattr(request, "is_preview", False) and isinstance(page, Page)):
        return False
    user = getattr(request, "user", None)
    return user is not None and user.has_perm("wagtailadmin.access_admin")


class OriginsNode(template.Node):
    """{% origins %}...{% endorigins %} around a page's content."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        request, page = context.get("request"), context.get("page")
        if not wants_marks(request, page):
            return self.nodelist.render(context)
        with marking(page, request.user) as marker:
            content = self.nodelist.render(context)
        with override(marker.language):
            script = render_to_string(SCRIPT, {"shows_origins": getattr(request, SHOWS, False)})
        return mark_safe(content + script)


class OriginNode(template.Node):
    """<h1{% origin page "title" %}>"""

    def __init__(self, obj, part):
        self.obj, self.part = obj, part

    def render(self, context):
        marker = current()
        if marker is None:
            return ""
        # The block in whose template it stands.
        around = context.get("value")
        obj = self.obj.resolve(context, ignore_failures=True)
        return marker.attributes(obj, self.part.resolve(context), around)


class WordsNode(OriginNode):
    """{% words page "intro" %}...{% endwords %}"""

    def __init__(self, obj, part, nodelist):
        super().__init__(obj, part)
        self.nodelist = nodelist

    def render(self, context):
        attributes, content = super().render(context), self.nodelist.render(context)
        return SafeString(f"<div{attributes}>{content}</div>") if attributes else content


def origins(parser, token) -> OriginsNode:
    """{% origins %}...{% endorigins %} around a page's content: in previews each part says where
    its words come from. Visitors get the content as it is."""
    nodelist = parser.parse(("endorigins",))
    parser.delete_first_token()
    return OriginsNode(nodelist)


def origin(parser, token) -> OriginNode:
    """<h1{% origin page "title" %}>: whose words stand in an element, a page's, a block's value or
    anything else that has a form, and in which field they are written."""
    return OriginNode(*_arguments(parser, token))


def words(parser, token) -> WordsNode:
    """{% words page "intro" %}...{% endwords %}: the same where no element is around the words."""
    nodelist = parser.parse(("endwords",))
    arguments = _arguments(parser, token)
    parser.delete_first_token()
    return WordsNode(*arguments, nodelist)


def _arguments(parser, token) -> list:
    name, *arguments = token.split_contents()
    if len(arguments) != 2:
        raise template.TemplateSyntaxError(f"{name} wants an object and the name of a field.")
    return [parser.compile_filter(each) for each in arguments]
