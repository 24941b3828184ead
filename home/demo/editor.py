"""The demo's logins, to try the admin with on a developer's machine only: an editor, and with
booking one for each role."""

from collections.abc import Callable
from functools import partial

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.search_promotions.models import SearchPromotion

from clinic_pages.models import BodyArea, BookingSnippet, ClinicSettings, Symptom
from search.models import SynonymGroup

if apps.is_installed("clinic_pages.booking"):
    from . import booking

    # {user name: group}; the password is the editor's.
    ROLES = booking.ROLES
else:
    ROLES = {}

USERNAME = "editor"
PASSWORD = "clinic-demo"
GROUP = "Moderators"
SNIPPETS = (BodyArea, BookingSnippet, Symptom)
SNIPPET_ACTIONS = ("add", "change", "delete", "publish", "lock", "unlock")


def make_editor() -> None:
    """Makes the editor, unless somebody already has that name. Never a superuser."""
    _make_login(USERNAME, extended_group)


def make_role_logins() -> None:
    """Makes a login for each role, after `create_roles`; none without booking."""
    for name, group in ROLES.items():
        _make_login(name, partial(Group.objects.get, name=group))
    if ROLES:
        booking.give_schedule(_find(booking.PRACTITIONER))


def working_logins() -> list[str]:
    """The user names whose printed login works: they exist and still have the demo's password."""
    return [name for name in (USERNAME, *ROLES) if _can_log_in(name)]


def _make_login(name: str, find_group: Callable[[], Group]) -> None:
    User = get_user_model()
    if _find(name):
        return
    user = User.objects.create_user(
        **{User.USERNAME_FIELD: name}, email=f"{name}@wrenfield.example", password=PASSWORD
    )
    user.groups.add(find_group())


def _can_log_in(name: str) -> bool:
    user = _find(name)
    return bool(user and user.is_active and user.check_password(PASSWORD))


def extended_group() -> Group:
    """Wagtail's moderators, who may edit snippets, the clinic's settings and what search knows as
    well."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(*_settings_permissions())
    for model in SNIPPETS:
        group.permissions.add(*_snippet_permissions(model))
    group.permissions.add(*_permissions(SynonymGroup), *_permissions(SearchPromotion))
    return group


def _find(name: str):
    User = get_user_model()
    return User.objects.filter(**{User.USERNAME_FIELD: name}).first()


def _snippet_permissions(model):
    codenames = [f"{action}_{model._meta.model_name}" for action in SNIPPET_ACTIONS]
    return _permissions(model).filter(codename__in=codenames)


def _settings_permissions():
    return _permissions(ClinicSettings).filter(codename=f"change_{ClinicSettings._meta.model_name}")


def _permissions(model):
    content_type = ContentType.objects.get_for_model(model)
    return Permission.objects.filter(content_type=content_type)
