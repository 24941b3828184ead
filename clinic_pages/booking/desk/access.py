"""modeladmin's questions about permissions, addresses and buttons, answered for the desk."""

from django.contrib.auth.models import Permission
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper, PermissionHelper

from ..roles import EXPORT, SEE_OWN, WORK, may_export, requests_of


class DeskPermissionHelper(PermissionHelper):
    """Nobody makes, edits or deletes a request as a form of its fields, superusers included."""

    def get_all_model_permissions(self):
        names = [name.split(".") for name in (WORK, EXPORT, SEE_OWN)]
        return Permission.objects.filter(
            content_type__app_label=self.opts.app_label, codename__in=[name for _app, name in names]
        )

    def user_can_list(self, user):
        return user.has_perm(WORK) or user.has_perm(SEE_OWN)

    def user_can_inspect_obj(self, user, obj):
        return requests_of(user).filter(pk=obj.pk).exists()

    def user_can_work(self, user):
        return user.has_perm(WORK)

    def user_can_export(self, user):
        return may_export(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class DeskURLHelper(AdminURLHelper):
    def _get_object_specific_action_url_pattern(self, action):
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class DeskButtonHelper(ButtonHelper):
    def get_buttons_for_obj(self, obj, **kwargs):
        """The screens have their own."""
        return []


class DeskURLFinder:
    """Leads from Wagtail's reports to the request. Variants have `desk`, the ModelAdmin."""

    def __init__(self, user=None):
        self.user = user

    def get_edit_url(self, request):
        helper = self.desk.permission_helper
        if self.user and not helper.user_can_inspect_obj(self.user, request):
            return None
        return self.desk.url_helper.get_action_url("inspect", request.pk)
