"""The reference site's addresses without the plugin's own."""

from settings.urls import urlpatterns as of_the_site


def _is_the_plugins(each) -> bool:
    module = getattr(each, "urlconf_module", None)
    return getattr(module, "__name__", "").startswith("clinic_pages.")


urlpatterns = [each for each in of_the_site if not _is_the_plugins(each)]
