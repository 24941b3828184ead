"""A person's data, in the admin: what there is, as a file, or erased.

What somebody types stands in no address: those are kept in logs and histories.
"""

import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...lib.error_reports import no_values_in_reports
from ..roles import may_export
from . import persons

URL_NAME = "clinic_booking_privacy:persons_data"


class ContactForm(forms.Form):
    contact = forms.CharField(
        label=gettext_lazy("E-mail or telephone"),
        max_length=254,
        help_text=gettext_lazy(
            "As the person gave it. Who gave an e-mail address in one request and a telephone "
            "number in another is found by looking for both, one after the other."
        ),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self):
        data = super().clean()
        if "contact" in data:
            try:
                self.requests = persons.requests_by_contact(data["contact"])
            except forms.ValidationError as problem:
                self.add_error("contact", problem)
        return data


@method_decorator(no_values_in_reports, name="dispatch")
class PersonsDataView(WagtailAdminTemplateMixin, PermissionCheckedMixin, View):
    page_title = gettext_lazy("A person's data")
    header_icon = "user"
    template_name = "clinic_booking/privacy/persons_data.html"
    permission_required = "export"
    http_method_names = ["get", "head", "post"]

    def user_has_permission(self, permission):
        return may_export(self.request.user)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request):
        return self.show(form=ContactForm())

    def post(self, request):
        form = ContactForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        actions = {"file": self.send_file, "erase": self.erase}
        return actions.get(request.POST.get("do"), self.list)(form)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def list(self, form: ContactForm):
        found = persons.note_found(form.requests, self.request.user)
        return self.show(form=form, found=found, was_asked=True)

    def send_file(self, form: ContactForm):
        data = persons.hand_out(form.requests, self.request.user)
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        # No name in the file's: it stays in the list of downloads.
        headers = {"Content-Disposition": 'attachment; filename="persons-data.json"'}
        return HttpResponse(text, content_type="application/json", headers=headers)

    def erase(self, form: ContactForm):
        try:
            seen = int(self.request.POST.get("seen", ""))
            erased = persons.erase(form.requests, self.request.user, seen)
        except (ValueError, persons.Changed):
            messages.error(
                self.request, _("Nothing was erased. Look at what there is, and tick the box.")
            )
            return self.list(form)
        messages.success(self.request, _erased(len(erased)))
        return redirect(URL_NAME)


def _erased(count: int) -> str:
    text = ngettext(
        "%(count)d request was erased for good.", "%(count)d requests were erased for good.", count
    )
    return text % {"count": count}
