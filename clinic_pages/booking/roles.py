"""Who may see and answer booking requests, and the groups of people that a clinic has."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from ..pages.booking_texts import BookingSnippet
from ..pages.clinic import ClinicSettings
from ..pages.finding_aids import BodyArea, Symptom
from ..pages.practitioners import PractitionerPage
from .mails.wordings import MailWording
from .request.models import BookingRequest
from .settings import BookingSettings
from .times.schedules import PractitionerSchedule

WORK = "clinic_booking.work_bookingrequest"
EXPORT = "clinic_booking.export_bookingrequest"
SEE_OWN = "clinic_booking.see_own_appointment"


def requests_of(user) -> QuerySet:
    """The requests that `user` may see. Nothing else decides it."""
    if user.has_perm(WORK):
        return BookingRequest.objects.all()
    if user.has_perm(SEE_OWN):
        return BookingRequest.objects.filter(appointment__practitioner__in=practitioners_of(user))
    return BookingRequest.objects.none()


def may_export(user) -> bool:
    """Whether `user` may take requests out of the desk: as a table, or one person's as a file."""
    return user.has_perm(WORK) and user.has_perm(EXPORT)


def practitioners_of(user) -> QuerySet:
    """The pages of the practitioner that `user` is, in all languages."""
    people = PractitionerPage.objects.filter(schedule__user=user).values("translation_key")
    return PractitionerPage.objects.filter(translation_key__in=people)


# --- Groups --------------------------------------------------------------------------------------

ENTER = ["wagtailadmin.access_admin"]
PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
FILES = {Image: ["add", "change", "choose"], Document: ["add", "change", "choose"]}
SNIPPET_ACTIONS = ["add", "change", "delete", "publish", "lock", "unlock"]


def permissions_on(model: type[Model], actions: list[str]) -> list[str]:
    meta = model._meta
    return [f"{meta.app_label}.{action}_{meta.model_name}" for action in actions]


EDITING = [
    *permissions_on(BookingSnippet, SNIPPET_ACTIONS),
    *permissions_on(BodyArea, ["add", "change", "delete"]),
    *permissions_on(Symptom, ["add", "change", "delete"]),
    *permissions_on(ClinicSettings, ["change"]),
]
MANAGING = [
    *permissions_on(BookingSettings, ["change"]),
    *permissions_on(MailWording, ["change"]),
    *permissions_on(PractitionerSchedule, ["add", "change", "delete"]),
]
MARKETING, RECEPTION = "Marketing", "Reception"
PRACTITIONER, MANAGER = "Practitioner", "Clinic manager"
# Who edits the site has the pages, images and documents as well.
EDITORS = {MARKETING, MANAGER}
GROUPS = {
    MARKETING: [*ENTER, *EDITING],
    RECEPTION: [*ENTER, WORK],
    PRACTITIONER: [*ENTER, SEE_OWN],
    MANAGER: [*ENTER, *EDITING, *MANAGING, WORK, EXPORT],
}


@transaction.atomic
def create_roles() -> list[str]:
    """Makes the groups, and gives them what they lack; what a clinic gave them besides stays.

    Returns the names of the groups that are new.
    """
    new, permissions = [], _permissions()
    for name, wanted in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permissions[each] for each in wanted))
        if name in EDITORS:
            _let_edit(group, permissions)
        if is_new:
            new.append(name)
    return new


def _let_edit(group: Group, permissions: dict[str, Permission]) -> None:
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    on_pages = [
        GroupPagePermission(group=group, page=root, permission=permissions[f"wagtailcore.{each}"])
        for each in PAGES
    ]
    on_files = [
        GroupCollectionPermission(group=group, collection=collection, permission=permissions[each])
        for model, actions in FILES.items()
        for each in permissions_on(model, actions)
    ]
    for model, rows in ((GroupPagePermission, on_pages), (GroupCollectionPermission, on_files)):
        model.objects.bulk_create(rows, ignore_conflicts=True)


def _permissions() -> dict[str, Permission]:
    """{"app.codename": permission} of all that there are. One query."""
    found = Permission.objects.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in found}
