"""Screens about one page, which lead back to its form."""

from django.urls import reverse


class BesideForm:
    """Mixin for a view of the admin with a `page`: what it is about, and the way back."""

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        title = self.get_page_subtitle()
        form = {"url": self.edit_url, "label": title}
        here = {"url": "", "label": self.get_page_title(), "sublabel": title}
        return [*self.breadcrumbs_items, form, here]
