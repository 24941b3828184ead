"""System checks: each misconfiguration has an id, a hint and a line in docs/checks.md."""

from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.checks import Error, Info, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import Resolver404, resolve
from django.views.static import serve
from wagtail.models import Page, get_page_models

from .conf import get_conf, known_keys
from .lib.facets import Faceted
from .lib.languages import are_several
from .lib.page_answers import PageAnswers
from .pages.base import ClinicPage
from .search_engines.indexnow import KEY
from .search_engines.share_images import can_draw, has_font

OURS = (ClinicPage, PageAnswers, Faceted)
# What is asked of a page.
ANSWERS = {name for each in (PageAnswers, Faceted) for name in vars(each) if name[0] != "_"}
REQUIRED_APPS = [
    "wagtail.contrib.settings",
    "wagtail.images",
    "wagtail.snippets",
]


@register()
def check_page_model(app_configs, **kwargs):
    if getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page") == "wagtailcore.Page":
        return []
    return [
        Error(
            "WAGTAIL_PAGE_MODEL is set: clinic_pages needs Wagtail's own Page.",
            hint="Remove WAGTAIL_PAGE_MODEL from your settings.",
            id="clinic_pages.E001",
        )
    ]


@register()
def check_page_types(app_configs, **kwargs):
    return [
        Error(
            f"{model._meta.label} has {', '.join(names)} of ClinicPage, not of {base.__name__}.",
            hint=f"Name {base.__name__} before ClinicPage among the bases of {model.__name__}.",
            obj=model,
            id="clinic_pages.E008",
        )
        for model in get_page_models()
        if issubclass(model, PageAnswers)
        for base, names in hidden_answers(model)
    ]


def hidden_answers(model: type) -> list[tuple[type, list[str]]]:
    """(a base, what of it is not asked): Django even leaves such a field of it out."""
    found = []
    for base in model.__mro__[model.__mro__.index(PageAnswers) + 1 :]:
        if not issubclass(base, Page) and base not in OURS:
            says = vars(base).keys() | _names_of_fields(base)
            found.append((base, [name for name in sorted(ANSWERS & says) if _is_ours(model, name)]))
    return [(base, names) for base, names in found if names]


def _names_of_fields(base: type) -> set[str]:
    return {field.name for field in base._meta.local_fields} if hasattr(base, "_meta") else set()


def _is_ours(model: type, name: str) -> bool:
    return next(each for each in model.__mro__ if name in vars(each)) in OURS


@register()
def check_installed_apps(app_configs, **kwargs):
    return [
        Error(
            f"clinic_pages needs {name!r}, which is not installed.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="clinic_pages.E002",
        )
        for name in REQUIRED_APPS
        if not apps.is_installed(name)
    ]


@register()
def check_setting_keys(app_configs, **kwargs):
    known = ", ".join(known_keys())
    return [
        Error(
            f"CLINIC_PAGES has the unknown key {key!r}.",
            hint=f"The keys are: {known}.",
            id="clinic_pages.E003",
        )
        for key in getattr(settings, "CLINIC_PAGES", {})
        if key not in known_keys()
    ]


@register()
def check_setting_values(app_configs, **kwargs):
    configured = getattr(settings, "CLINIC_PAGES", {})
    return [
        Error(
            # Not the value itself: it may be a key, and checks are printed into logs.
            f"CLINIC_PAGES[{key!r}] is a {type(configured[key]).__name__}, not a {kind.__name__}.",
            hint=f"Set it to a value of type {kind.__name__}, or leave it out.",
            id="clinic_pages.E004",
        )
        for key, kind in known_keys().items()
        if key in configured and not isinstance(configured[key], kind)
    ]


@register()
def check_indexnow(app_configs, **kwargs):
    conf = get_conf()
    problems = []
    if conf.indexnow_key and not KEY.fullmatch(str(conf.indexnow_key)):
        problems.append(
            Error(
                "CLINIC_PAGES['INDEXNOW_KEY'] is no key for IndexNow, so nothing is sent.",
                hint="Take 8 to 128 letters, digits and hyphens, or leave it out.",
                id="clinic_pages.E006",
            )
        )
    if not str(conf.indexnow_endpoint).startswith(("https://", "http://")):
        problems.append(
            Error(
                "CLINIC_PAGES['INDEXNOW_ENDPOINT'] is no web address.",
                hint="Begin it with https://, or leave it out.",
                id="clinic_pages.E007",
            )
        )
    return problems


@register()
def check_fonts(app_configs, **kwargs):
    conf = get_conf()
    more = conf.share_image_fonts if isinstance(conf.share_image_fonts, tuple) else ()
    return [
        Error(
            f"There is no font in {path}, which CLINIC_PAGES names for share images.",
            hint="Name TrueType or OpenType files (no WOFF), in SHARE_IMAGE_FONTS folders, too.",
            id="clinic_pages.E012",
        )
        for path in filter(None, (conf.share_image_font, *more))
        if not has_font(path)
    ]


@register()
def check_languages_of_share_images(app_configs, **kwargs):
    return [
        Warning(
            f"No font here has the letters of {name} ({code}): its pages have no share images.",
            hint="Install Noto's fonts, or name files in CLINIC_PAGES['SHARE_IMAGE_FONTS'].",
            id="clinic_pages.W002",
        )
        for code, name in _languages()
        if not can_draw(name if code.startswith("en") else f"{name} {ACCENTED}")
    ]


# What fonts for English alone have not.
ACCENTED = "éäö"


def _languages() -> list[tuple[str, str]]:
    """(code, what it calls itself) of each language that pages may have."""
    codes = [settings.LANGUAGE_CODE]
    if are_several():
        codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    found = {code: LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0], {}) for code in codes}
    return [(code, info.get("name_local", "")) for code, info in found.items() if info]


@register()
def check_base_template(app_configs, **kwargs):
    try:
        get_template("base.html")
    except TemplateDoesNotExist:
        return [
            Error(
                "There is no template base.html for the clinic's pages to extend.",
                hint='Add one with {% block content %}, or override "clinic_pages/base.html".',
                id="clinic_pages.E005",
            )
        ]
    return []


ONE_PROCESS = ("locmem.LocMemCache", "dummy.DummyCache")
PAGE_CACHE_MIDDLEWARE = "clinic_pages.page_cache.middleware.page_cache"


@register()
def check_page_cache(app_configs, **kwargs):
    alias = get_conf().page_cache
    if not alias:
        return []
    if alias not in settings.CACHES:
        return [_no_such_cache(alias)]
    problems = []
    if settings.CACHES[alias]["BACKEND"].endswith(ONE_PROCESS) and not settings.DEBUG:
        problems.append(_cache_of_one_process(alias))
    if PAGE_CACHE_MIDDLEWARE not in settings.MIDDLEWARE:
        problems.append(_nobody_answers())
    return problems


def _no_such_cache(alias: str) -> Error:
    return Error(
        f"CLINIC_PAGES['PAGE_CACHE'] names {alias!r}, which is not in CACHES.",
        hint="Name a cache that all processes share, or leave it out.",
        id="clinic_pages.E009",
    )


def _cache_of_one_process(alias: str) -> Error:
    return Error(
        f"The page cache {alias!r} is the memory of one process: the others would go on "
        "showing what has changed.",
        hint="Let CACHES name a Redis there, or leave CLINIC_PAGES['PAGE_CACHE'] out.",
        id="clinic_pages.E010",
    )


def _nobody_answers() -> Error:
    return Error(
        "CLINIC_PAGES['PAGE_CACHE'] is set, but no middleware answers from it.",
        hint=f'Add "{PAGE_CACHE_MIDDLEWARE}" near the top of MIDDLEWARE.',
        id="clinic_pages.E011",
    )


@register(deploy=True)
def check_that_there_is_a_page_cache(app_configs, **kwargs):
    if get_conf().page_cache or PAGE_CACHE_MIDDLEWARE not in settings.MIDDLEWARE:
        return []
    return [
        Info(
            "There is no page cache: each page is made anew at each visit.",
            hint="Name a Redis in CACHES and in CLINIC_PAGES['PAGE_CACHE'] (the reference site: "
            "set CACHE_URL=redis://…).",
            id="clinic_pages.I001",
        )
    ]


@register()
def check_documents(app_configs, **kwargs):
    if settings.DEBUG or not hands_out_files(f"{settings.MEDIA_URL}documents/a.pdf"):
        return []
    return [
        Warning(
            "Django hands out all uploaded files, documents of private collections included.",
            hint="Leave the pattern for MEDIA_URL out; let the web server hand out all of "
            "MEDIA_ROOT but documents/, and Wagtail the documents.",
            id="clinic_pages.W001",
        )
    ]


def hands_out_files(path: str) -> bool:
    try:
        return resolve(path).func is serve
    except Resolver404:
        return False
