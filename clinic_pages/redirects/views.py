"""Wagtail's forms for redirects, which here refuse what leads visitors in a circle."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from .chains import circle


class ClinicRedirectForm(RedirectForm):
    def clean(self):
        super().clean()
        if self.errors:
            return
        names = ("site", "redirect_page", "redirect_link")
        values = {name: self.cleaned_data.get(name) for name in names}
        old_path = Redirect.normalise_path(self.cleaned_data["old_path"])
        paths = circle(Redirect(pk=self.instance.pk, old_path=old_path, **values))
        if paths:
            message = _("This would lead visitors in a circle: %(way)s.")
            raise ValidationError(message % {"way": " → ".join(paths)})


class CreateRedirectView(views.CreateView):
    form_class = ClinicRedirectForm


class EditRedirectView(views.EditView):
    form_class = ClinicRedirectForm
