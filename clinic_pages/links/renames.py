"""After a page has another title: what still has the old one."""

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from ..lib.page_answers import page_answers
from .listing import texts_naming

URL_NAME = "clinic_pages_links:old_name"
SIGNER = Signer(salt=URL_NAME)
# Where the request keeps (title, slug) while a page is published.
BEFORE = "_clinic_pages_name_before"


def remember_name(request, page: Page) -> None:
    stored = Page.objects.filter(pk=page.pk, live=True).values_list("title", "slug").first()
    setattr(request, BEFORE, stored)


def tell_of_old_name(request, page: Page) -> None:
    """With a message: how many texts still have it, and where to see them; what is with the
    address."""
    before = getattr(request, BEFORE, None)
    is_renamed = before is not None and before[0] != page.title
    if not (is_renamed and page.live and page_answers(page).has_own_name):
        return
    count = texts_naming([before[0]], request.user, [page.pk], longer=[page.title]).count
    texts = [_of_texts(before[0], count) if count else "", _of_address(before, page)]
    if message := " ".join(filter(None, texts)):
        url = address_of(page, before[0])
        buttons = [messages.button(url, _("See these texts"))] if count else []
        messages.warning(request, message, buttons=buttons)


def address_of(page: Page, name: str) -> str:
    """Of the list of texts that still have this name. Signed: who could ask for any words would
    learn which texts have them, of pages that she does not find, too."""
    return f"{reverse(URL_NAME, args=[page.pk])}?{urlencode({'name': SIGNER.sign(name)})}"


def old_name_in(signed: str) -> str:
    """Raises Http404."""
    try:
        return SIGNER.unsign(signed)
    except BadSignature as forged:
        raise Http404 from forged


def _of_texts(name: str, count: int) -> str:
    text = ngettext(
        "The text of %(count)d published page still says “%(name)s”.",
        "The texts of %(count)d published pages still say “%(name)s”.",
        count,
    )
    return text % {"count": count, "name": name}


def _of_address(before: tuple[str, str], page: Page) -> str:
    """Redirects make themselves where an address changes, so it may."""
    title, slug = before
    if slug != page.slug:
        return _("Its old address leads to the new one.")
    if slug != slugify(title):
        return ""
    return _(
        "Its address still has the old name, too: change the slug on the tab “Promote” if you "
        "like. Its old address then leads to the new one."
    )
