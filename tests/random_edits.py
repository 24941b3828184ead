"""Random edits of a clinic, each done as an editor's click, a script or the API would do it."""

from datetime import date

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from clinic_pages.models import (
    BodyArea,
    BookingSnippet,
    ClinicSettings,
    ConditionIndexPage,
    ConditionPage,
    PractitionerPage,
    PractitionersPage,
    PractitionerTherapy,
    Symptom,
    TherapyIndexPage,
    TherapyPage,
)
from home.models import HomePage, StandardPage
from tests.random_clinics import (
    Draws,
    add_alias,
    add_condition,
    add_practitioner,
    add_therapy,
    date_pages,
    translate,
)
from tests.worlds import DRAWING

# What an editor may change of a page, by the name of the field that it is about.
OF_ANY_PAGE = {
    "nothing": lambda draws, page: {},
    "title": lambda draws, page: {"title": page.title + "'"},
    "slug": lambda draws, page: {"slug": page.slug + "-x"},
    "show_in_menus": lambda draws, page: {"show_in_menus": not page.show_in_menus},
    "booking_snippet": lambda draws, page: {"booking_snippet": draws.snippet()},
}
BODY = {"body": lambda draws, page: {"body": draws.body()}}
REVIEW = {
    "author and reviewer": lambda draws, page: draws.review(),
    "last_reviewed": lambda draws, page: {"last_reviewed": date(2026, 1, draws.number(1, 28))},
}
NAMES = {"alternate_names": lambda draws, page: {"alternate_names": draws.names()}}
INTRO = {"intro": lambda draws, page: {"intro": draws.text()}}
OF_PAGE = {
    TherapyPage: {
        **BODY,
        **REVIEW,
        **NAMES,
        "shared_text": lambda draws, page: {"shared_text": draws.text()},
        "cautions": lambda draws, page: {"cautions": draws.text()},
        "what_happens": lambda draws, page: {"what_happens": draws.text()},
        "price_from": lambda draws, page: {"price_from": draws.one_of([None, 70, 80])},
        "image": lambda draws, page: {"image": draws.image()},
    },
    ConditionPage: {
        **BODY,
        **REVIEW,
        **NAMES,
        "body_areas": lambda draws, page: {"body_areas": draws.body_areas()},
        "symptoms": lambda draws, page: {"symptoms": draws.symptoms()},
        "summary": lambda draws, page: {"summary": page.summary + " And more."},
        "name_in_sentence": lambda draws, page: {"name_in_sentence": "a sore thing"},
    },
    PractitionerPage: {
        "role": lambda draws, page: {"role": page.role + "'"},
        "about": lambda draws, page: {"about": draws.text()},
        "photo": lambda draws, page: {"photo": draws.image()},
        "practised_therapies": lambda draws, page: {
            "practised_therapies": [
                PractitionerTherapy(therapy=therapy)
                for therapy in draws.some(TherapyPage.objects.order_by("pk"))
            ]
        },
    },
    ConditionIndexPage: INTRO,
    TherapyIndexPage: INTRO,
    PractitionersPage: INTRO,
    StandardPage: BODY,
    HomePage: {**BODY, "lead": lambda draws, page: {"lead": page.lead + " Come."}},
}
# Where pages of a type may lie.
PARENTS = {
    TherapyPage: [TherapyIndexPage],
    ConditionPage: [ConditionIndexPage],
    PractitionerPage: [PractitionersPage],
    StandardPage: [HomePage, StandardPage],
    ConditionIndexPage: [HomePage],
    TherapyIndexPage: [HomePage],
}


def edit(draws: Draws, kinds=None) -> None:
    """Does one random edit, one of `kinds`, and logs what it was."""
    kind = draws.one_of(kinds or EDITS)
    draws.log.append(f"{kind.__name__} {kind(draws) or '(nothing there)'}")


def _edited(draws) -> tuple[Page | None, str]:
    """The draft of some page with one change, and a word for it."""
    # Not an alias: it follows its source.
    model = draws.one_of(OF_PAGE)
    page = draws.one_of(model.objects.filter(alias_of=None).order_by("pk"))
    if page is None:
        return None, ""
    changes = {**OF_ANY_PAGE, **OF_PAGE[model]}
    name = draws.one_of(changes)
    draft = page.get_latest_revision_as_object()
    for field_name, value in changes[name](draws, draft).items():
        setattr(draft, field_name, value)
    return draft, f"{page.title!r}: {name}"


def publish(draws):
    draft, word = _edited(draws)
    if draft:
        draft.save_revision().publish()
    return word


def publish_condition(draws):
    """With another name, or something else in common with others."""
    page = draws.one_of(ConditionPage.objects.filter(alias_of=None).order_by("pk"))
    if page is None:
        return ""
    changes = {**OF_ANY_PAGE, **OF_PAGE[ConditionPage]}
    name = draws.one_of(["body_areas", "symptoms", "body", "title", "summary"])
    draft = page.get_latest_revision_as_object()
    for field_name, value in changes[name](draws, draft).items():
        setattr(draft, field_name, value)
    draft.save_revision().publish()
    return f"{page.title!r}: {name}"


def save_in_place(draws):
    """As scripts do: without a revision."""
    draft, word = _edited(draws)
    if draft:
        draft.save()
    return word


def save_draft(draws):
    draft, word = _edited(draws)
    if draft:
        draft.save_revision()
    return word


def _page(draws) -> Page | None:
    """Any page but the fronts of the sites."""
    page = draws.one_of(Page.objects.filter(depth__gt=2).order_by("pk"))
    return page and page.specific


def unpublish(draws):
    page = _page(draws)
    if page:
        page.unpublish()
    return repr(page)


def delete(draws):
    page = _page(draws)
    word = repr(page)
    if page:
        page.delete()
    return word


def move(draws):
    page = draws.page(*PARENTS)
    target = page and draws.page(*PARENTS[type(page)])
    siblings = target and target.get_children().exclude(pk=page.pk)
    if not target or target.path.startswith(page.path) or siblings.filter(slug=page.slug).exists():
        return ""
    page.move(target, pos=draws.one_of(["first-child", "last-child"]))
    return f"{page!r} to {target!r}"


def add(draws):
    kind = draws.one_of([add_condition, add_therapy, add_practitioner])
    page = kind(draws, f"New {Page.objects.count()}")
    date_pages()
    return repr(page)


def alias(draws):
    page = draws.page(ConditionPage, TherapyPage)
    return page and repr(add_alias(draws, page))


def copy(draws):
    page = draws.page(ConditionPage, TherapyPage)
    return page and repr(page.copy(update_attrs={"slug": f"copy-{Page.objects.count()}"}))


def restrict(draws):
    page = _page(draws)
    if page:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    return repr(page)


def open_up(draws):
    restriction = draws.one_of(PageViewRestriction.objects.order_by("pk"))
    if restriction:
        restriction.delete()
    return restriction and repr(restriction.page)


def edit_snippet(draws):
    snippet = draws.one_of(BookingSnippet.objects.order_by("pk"))
    if snippet is None:
        return ""
    kind = draws.one_of(["publish", "draft", "save", "unpublish", "delete"])
    snippet.text = draws.text()
    if kind in ("publish", "draft"):
        revision = snippet.save_revision()
        if kind == "publish":
            revision.publish()
    else:
        getattr(snippet, kind)()
    return f"{snippet}: {kind}"


def edit_finding_aid(draws):
    """A place or a symptom."""
    aid = draws.one_of(draws.one_of([BodyArea, Symptom]).objects.order_by("pk"))
    if aid is None:
        return ""
    kinds = ["name", "slug", "alternate_names", "delete"]
    kind = draws.one_of([*kinds, "regions", "order"] if isinstance(aid, BodyArea) else kinds)
    if kind == "delete":
        aid.delete()
        return f"{aid}: delete"
    if kind in ("name", "slug"):
        setattr(aid, kind, getattr(aid, kind) + "-x")
    elif kind == "alternate_names":
        aid.alternate_names = draws.names()
    elif kind == "regions":
        aid.regions = draws.regions()
    else:
        aid.sort_order = draws.number(0, 3)
    aid.save()
    return f"{aid}: {kind}"


def add_finding_aid(draws):
    """With the address of one that is gone, now and then."""
    model = draws.one_of([BodyArea, Symptom])
    return repr(model.objects.create(name=draws.one_of(["Place 0", "Symptom 0", "New"])))


def set_clinic(draws):
    clinic = draws.one_of(ClinicSettings.objects.order_by("pk"))
    changes = {
        "phone": draws.one_of(["", "+353 1 555 0123", "+353 1 555 9999"]),
        "default_booking_snippet": draws.snippet(),
        "disclaimer": draws.text(),
        "currency": draws.one_of(["EUR", "USD"]),
    }
    name = draws.one_of(changes)
    setattr(clinic, name, changes[name])
    clinic.save()
    return f"{clinic.site}: {name}"


def edit_image(draws):
    image = draws.one_of(get_image_model().objects.order_by("pk"))
    if image is None:
        return ""
    kind = draws.one_of(["replace", "rename", "delete"])
    if kind == "delete":
        image.delete()
        return f"{image}: delete"
    if kind == "replace":
        image.file = ContentFile(DRAWING + b" ", name="other.svg")
        # As Wagtail's form does.
        image.renditions.all().delete()
    else:
        image.title += "'"
    image.save()
    return f"{image}: {kind}"


EDITS = (
    publish, publish, publish, save_in_place, save_draft, unpublish, delete, move, add, alias, copy,
    restrict, open_up, edit_snippet, set_clinic, edit_image, edit_finding_aid, edit_finding_aid,
    add_finding_aid,
)  # fmt: skip
EDITS_IN_LANGUAGES = (*EDITS, translate, translate, translate)
# Those that change which conditions are related.
EDITS_OF_CONDITIONS = (
    *[publish_condition] * 7, unpublish, delete, move, add, restrict, open_up, edit_finding_aid,
)  # fmt: skip
