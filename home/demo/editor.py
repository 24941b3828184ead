"""The demo's editor: a login to try the admin with, on a developer's machine only."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.search_promotions.models import SearchPromotion

from clinic_pages.models import BodyArea, BookingSnippet, ClinicSettings, Symptom
from search.models import SynonymGroup

USERNAME = "editor"
PASSWORD = "clinic-demo"
GROUP = "Moderators"
SNIPPETS = (BodyArea, BookingSnippet, Symptom)
SNIPPET_ACTIONS = ("add", "change", "delete", "publish", "lock", "unlock")


def make_editor() -> None:
    """Makes the editor, unless somebody already has that name. Never a superuser."""
    User = get_user_model()
    if _find_editor():
        return
    editor = User.objects.create_user(
        **{User.USERNAME_FIELD: USERNAME}, email="editor@wrenfield.example", password=PASSWORD
    )
    editor.groups.add(extended_group())


def can_log_in() -> bool:
    """Whether the printed login works: the editor exists and still has the demo's password."""
    editor = _find_editor()
    return bool(editor and editor.is_active and editor.check_password(PASSWORD))


def extended_group() -> Group:
    """Wagtail's moderators, who may edit snippets, the clinic's settings and what search knows as
    well."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(*_settings_permissions())
    for model in SNIPPETS:
        group.permissions.add(*_snippet_permissions(model))
    group.permissions.add(*_permissions(SynonymGroup), *_permissions(SearchPromotion))
    return group


def _find_editor():
    User = get_user_model()
    return User.objects.filter(**{User.USERNAME_FIELD: USERNAME}).first()


def _snippet_permissions(model):
    codenames = [f"{action}_{model._meta.model_name}" for action in SNIPPET_ACTIONS]
    return _permissions(model).filter(codename__in=codenames)


def _settings_permissions():
    return _permissions(ClinicSettings).filter(codename=f"change_{ClinicSettings._meta.model_name}")


def _permissions(model):
    content_type = ContentType.objects.get_for_model(model)
    return Permission.objects.filter(content_type=content_type)
