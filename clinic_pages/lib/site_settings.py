"""Settings of a site, which every visit asks for."""

from .copies import copied
from .facts import fact
from .stand_in import in_place_of


def settings_of(model: type, site, *related: str):
    """The `model` (a BaseSiteSetting) of `site` (a Site or None), unsaved where nobody has entered
    any. Not Wagtail's `for_site`: that stores new ones, which is a change of the whole site.

    related: names of what belongs to it and is loaded with it, a query each
    """
    stored = _stored(model, site.pk, related) if site else None
    return in_place_of(copied(stored)) if stored else model(site=site)


@fact
def _stored(model: type, site_id: int, related: tuple[str, ...]):
    return model.base_queryset().filter(site=site_id).prefetch_related(*related).first()
