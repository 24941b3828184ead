"""Makes the pages and the booking snippet that a document needs, or finds them."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from ..lib.fields import is_blank
from ..pages.booking_choice import booking_snippet_for, builtin_snippet
from ..pages.booking_texts import BookingSnippet
from ..pages.clinic import ClinicSettings
from ..pages.condition_index import ConditionIndexPage
from ..pages.therapies import TherapyIndexPage, TherapyPage
from .destinations import Destination, address, find_therapy, find_therapy_index, free_slug, latest
from .document import Document, Picture
from .errors import ImportFailed
from .memory import imported_objects, is_as_imported, last_import, remember
from .names import names_condition
from .pictures import stored
from .report import FileReport, count_words, kind_and_name, words_in
from .richtext import same_text, to_html, to_text
from .wanted import Wanted


class Fate(TextChoices):
    """What becomes of the text under a therapy's heading."""

    SHARED = "shared", gettext_lazy("shared text")
    FIRST_SHARED = "first_shared", gettext_lazy("shared text, it had none")
    SAME = "same", gettext_lazy("the same as its shared text")
    NO_TEXT = "no_text", gettext_lazy("its shared text is shown, the file has none")
    OVERRIDE = "override", gettext_lazy("wording for this page")


@dataclass
class Work:
    """The import of one document, under way."""

    document: Document
    destination: Destination
    publish: bool
    report: FileReport
    created: list = field(default_factory=list)
    pictures: list = field(default_factory=list)

    @property
    def new_state(self) -> str:
        return _("published") if self.publish else _("draft")

    def made(self, instance, description: str) -> None:
        self.created.append(instance)
        self.report.created.append(description)

    def store(self, picture: Picture) -> tuple:
        """(its image, whether it is new): what this import has made goes, if it is taken back."""
        image, is_new = stored(picture)
        self.pictures += [image] * is_new
        return image, is_new


def add_draft(parent, page, fallback_slug: str, work: Work, name: str = ""):
    """Adds `page` under `parent` as a draft with a revision, and remembers that.

    name: of which its address is made, by default its title.
    """
    page.live = False
    page.slug = free_slug(parent, name or page.title, fallback_slug)
    parent.add_child(instance=page)
    revision = page.save_revision()
    remember(page, revision, work.document, created=work.created)
    work.made(page, f"{kind_and_name(page, page.title)} ({address(page)})")
    return page


def ensure_indexes(work: Work) -> None:
    """On a site without a list of conditions, makes that and the list of therapies."""
    if work.destination.index is None:
        index = _add_index(ConditionIndexPage(title=_("Conditions")), "conditions", work)
        work.destination = Destination(work.destination.site, index)
        _therapy_index(work)


def _therapy_index(work: Work) -> TherapyIndexPage:
    found = find_therapy_index(work.destination)
    return found or _add_index(TherapyIndexPage(title=_("Therapies")), "therapies", work)


def _add_index(page, slug: str, work: Work):
    root = work.destination.site.root_page.specific
    if not type(page).can_create_at(root):
        message = _("%(file)s: the page “%(root)s” cannot have a %(type)s under it.")
        names = {"root": root.title, "type": page._meta.verbose_name, "file": work.document.file}
        raise ImportFailed(message % names)
    return add_draft(root, page, slug, work)


def place_therapy(part: Wanted, work: Work) -> dict | None:
    """The value of the therapy block for `part`, without its heading.

    None where the part must be a section: it has no text, and neither has the therapy.
    """
    therapy = find_therapy(work.destination, part.therapy)
    if not part.elements and (therapy is None or is_blank(latest(therapy).shared_text)):
        return None
    text = to_html(part.elements)
    shareable = not names_condition(to_text(text), work.document.names)
    if therapy is None:
        therapy = _add_therapy(part.therapy, text if shareable else "", work)
        status = _("new therapy (%(state)s)") % {"state": work.new_state}
        fate = Fate.SHARED if shareable else Fate.OVERRIDE
    else:
        status = _("existing therapy")
        fate = _share(therapy, text, shareable, work)
    size = count_words(words_in(part.elements))
    work.report.pieces.append(f"{therapy.title}: {status}, {fate.label}, {size}")
    return {"therapy": therapy, "text_override": text if fate is Fate.OVERRIDE else ""}


def _add_therapy(title: str, shared_text: str, work: Work) -> TherapyPage:
    therapy = TherapyPage(title=title, shared_text=shared_text)
    if is_blank(shared_text):
        message = _("“%(title)s” has no shared text yet: its own page says nothing about it.")
        work.report.notes.append(message % {"title": title})
    return add_draft(_therapy_index(work), therapy, "therapy", work)


def _share(therapy: TherapyPage, text: str, shareable: bool, work: Work) -> Fate:
    """Gives `text` to an existing therapy if it has no shared text yet."""
    shared_text = latest(therapy).shared_text
    if not text:
        return Fate.NO_TEXT
    if same_text(text, shared_text):
        return Fate.SAME
    if shareable and is_blank(shared_text):
        _set_shared_text(therapy, text, work)
        return Fate.FIRST_SHARED
    return Fate.OVERRIDE


def _set_shared_text(therapy: TherapyPage, text: str, work: Work) -> None:
    all_ours = _holds_no_draft_of_others(therapy)
    draft = therapy.get_latest_revision_as_object()
    draft.shared_text = text
    if not draft.live:
        draft.save()
    # Not cleaned: what an editor's draft still lacks is not the import's business.
    revision = draft.save_revision(clean=False)
    remember(draft, revision, work.document, all_ours=all_ours)
    if not all_ours:
        message = _("“%(title)s” has changes that are not published: publish it in the editor.")
        work.report.notes.append(message % {"title": therapy.title})


def _holds_no_draft_of_others(page) -> bool:
    if page.live and not page.has_unpublished_changes:
        return True
    return is_as_imported(page) and last_import(page).all_ours


def place_closing(work: Work) -> BookingSnippet | None:
    """The booking snippet that the page must choose, None if it need not."""
    closing = work.document.closing
    if closing is None:
        return None
    html = to_html(closing.elements)
    snippet, fate = None, _("the same as the clinic's")
    if not _says(shown_without_choice(work.destination), closing.heading, html):
        heading = closing.heading or builtin_snippet().heading
        snippet = _find_snippet(heading, html, work)
        fate = _("as imported before") if snippet else _("new, for this page")
        snippet = snippet or _add_snippet(heading, html, work)
    size = count_words(words_in(closing.elements))
    label = _("Booking box")
    work.report.pieces.append(f"{label}: {fate}, {size}")
    return snippet


def shown_without_choice(destination: Destination) -> BookingSnippet:
    """The booking snippet that a page shows on which none is chosen."""
    return booking_snippet_for(destination.index, ClinicSettings.of(destination.site))


def _says(snippet: BookingSnippet, heading: str, html: str) -> bool:
    """Whether `snippet` has this text, and this heading unless that is ""."""
    return same_text(snippet.text, html) and heading in ("", snippet.heading)


def _find_snippet(heading: str, html: str, work: Work) -> BookingSnippet | None:
    ours = imported_objects(BookingSnippet).filter(locale=work.destination.locale)
    return next((snippet for snippet in ours if _says(latest(snippet), heading, html)), None)


def _add_snippet(heading: str, html: str, work: Work) -> BookingSnippet:
    longest = BookingSnippet._meta.get_field("name").max_length
    name = work.document.title[:longest]
    snippet = BookingSnippet(
        name=name, heading=heading, text=html, live=False, locale=work.destination.locale
    )
    snippet.save()
    log(snippet, "wagtail.create", content_changed=True)
    remember(snippet, snippet.save_revision(), work.document)
    work.made(snippet, kind_and_name(snippet, name))
    return snippet
