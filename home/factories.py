"""Makes pages and settings: for the tests and for the demo content alike."""

import factory
import wagtail_factories
from wagtail.models import Page, Site

from clinic_pages.models import (
    BodyArea,
    BookingSnippet,
    ClinicSettings,
    ConditionIndexPage,
    ConditionPage,
    PractitionerPage,
    PractitionersPage,
    Symptom,
    TherapyIndexPage,
    TherapyPage,
)

from .models import HomePage, StandardPage

# For pages that name each other: make them all, then fill and `publish_page` each.
LATER = "later"


def publish_page(page) -> None:
    page.save_revision().publish()
    page.refresh_from_db()


class PublishedPageFactory(wagtail_factories.PageFactory):
    """A page as an editor publishes it: with a revision, so that its history begins here."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def publish(page, create, extracted, **kwargs):
        """`publish=False` leaves the page a draft, `publish=LATER` leaves it to the caller."""
        if not create or extracted == LATER:
            return
        if extracted is False:
            page.live = False
            page.save(update_fields=["live"])
            page.save_revision()
        else:
            publish_page(page)


class HomePageFactory(PublishedPageFactory):
    title = "Test clinic"
    slug = "home"

    class Meta:
        model = HomePage


class StandardPageFactory(PublishedPageFactory):
    title = factory.Sequence("Page {}".format)

    class Meta:
        model = StandardPage


class ConditionIndexPageFactory(PublishedPageFactory):
    title = "Conditions"

    class Meta:
        model = ConditionIndexPage


class ConditionPageFactory(PublishedPageFactory):
    title = factory.Sequence("Condition {}".format)

    class Meta:
        model = ConditionPage


class TherapyIndexPageFactory(PublishedPageFactory):
    title = "Therapies"

    class Meta:
        model = TherapyIndexPage


class TherapyPageFactory(PublishedPageFactory):
    title = factory.Sequence("Therapy {}".format)
    shared_text = factory.LazyAttribute(lambda page: f"<p>Shared text of {page.title}.</p>")

    class Meta:
        model = TherapyPage


class PractitionersPageFactory(PublishedPageFactory):
    title = "Team"

    class Meta:
        model = PractitionersPage


class PractitionerPageFactory(PublishedPageFactory):
    title = factory.Sequence("Practitioner {}".format)
    role = "Acupuncturist"

    class Meta:
        model = PractitionerPage


class BodyAreaFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Place {}".format)

    class Meta:
        model = BodyArea


class SymptomFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Symptom {}".format)

    class Meta:
        model = Symptom


class BookingSnippetFactory(factory.django.DjangoModelFactory):
    heading = factory.Sequence("Book {}".format)
    text = "<p>Come and see us.</p>"

    class Meta:
        model = BookingSnippet


class ClinicSettingsFactory(factory.django.DjangoModelFactory):
    name = "Test clinic"
    phone = "+353 1 555 0123"
    email = "hello@clinic.example"

    class Meta:
        model = ClinicSettings
        django_get_or_create = ["site"]


def make_site_root(home: HomePage) -> Site:
    """Makes `home` the front of the default site, and removes Wagtail's welcome page."""
    site, _created = Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost"}
    )
    Page.objects.exact_type(Page).filter(depth=2).delete()
    return site
