"""The plugin's settings: `settings.CLINIC_PAGES`, read in this one place."""

from dataclasses import dataclass, fields

from django.conf import settings


@dataclass(frozen=True)
class ClinicPagesConf:
    """One field per key of `settings.CLINIC_PAGES`; the key is the field's name in capitals.

    body_block: dotted path of the StreamBlock class that page bodies are made of. Read once, when
        the models load.
    share_image_font: path of the TrueType or OpenType font of share images; "" for Pillow's own.
    share_image_fonts: paths of more such files, or of folders of them, for letters that it has not.
    share_image_colour: of the band on share images, as in CSS: "#0f4c4a".
    import_max_bytes: the largest text or page, in bytes, that an import reads.
    import_max_document_bytes: the largest Word file, in bytes, its pictures included.
    allow_indexing: whether search engines may list this site; off for any but the real one.
    indexnow_key: the site's key for IndexNow; "" sends nothing.
    indexnow_endpoint: the search engine that is told, which tells the others.
    encryption_keys: Fernet keys for what visitors send; the first writes, all read, and those of
        SECRET_KEY and SECRET_KEY_FALLBACKS after them.
    client_ip_header: the key in `request.META` that holds a visitor's address. Behind a proxy that
        sets it itself: "HTTP_X_REAL_IP".
    booking_limit_per_address: how many requests are taken from one address in an hour.
    booking_challenge: whether browsers must solve a challenge (ALTCHA) to send a booking request.
    booking_limit_per_contact: how many from one e-mail address or telephone number in a day.
    thin_page_words: a page with fewer words of its own says too little, editors are told.
    page_cache: alias, in CACHES, of the cache in which pages are kept for anonymous visitors; ""
        keeps none. All processes must share it.
    page_cache_seconds: after so many a kept page is made anew even if nothing on it has changed.
    surrogate_key_header: of each page, for a cache in front: names what the page hangs on. "" for
        none; "xkey", "Surrogate-Key" or "Cache-Tag" for those that know them.
    keep_photo_metadata: whether uploaded photographs keep what they say beside the picture, such as
        where they were taken.
    review_months: months after which editors are told that a review is overdue.
    menu_group: whether the plugin's entries in the admin's menu sit in one group.
    menu_on_top: the names of those that stay outside of it.
    """

    body_block: str = "clinic_pages.blocks.BodyBlock"
    import_max_bytes: int = 1_000_000
    import_max_document_bytes: int = 10_000_000
    share_image_font: str = ""
    share_image_fonts: tuple = ()
    share_image_colour: str = "#0f4c4a"
    allow_indexing: bool = True
    indexnow_key: str = ""
    indexnow_endpoint: str = "https://api.indexnow.org/indexnow"
    encryption_keys: tuple = ()
    client_ip_header: str = "REMOTE_ADDR"
    booking_limit_per_address: int = 20
    booking_limit_per_contact: int = 5
    booking_challenge: bool = False
    thin_page_words: int = 150
    review_months: int = 12
    menu_group: bool = True
    menu_on_top: tuple = ("calendar", "desk", "therapy-grid")
    keep_photo_metadata: bool = False
    page_cache: str = ""
    page_cache_seconds: int = 600
    surrogate_key_header: str = ""


def known_keys() -> dict[str, type]:
    return {field.name.upper(): field.type for field in fields(ClinicPagesConf)}


def get_conf() -> ClinicPagesConf:
    """The settings as they are now, so that `override_settings` works. Asked several times for each
    visit: the same dict is read once.

    Unknown keys are left to the system check clinic_pages.E003.
    """
    configured = getattr(settings, "CLINIC_PAGES", NOTHING)
    if configured is not _Latest.configured:
        _Latest.conf, _Latest.configured = _read(configured), configured
    return _Latest.conf


def _read(configured: dict) -> ClinicPagesConf:
    known = known_keys()
    return ClinicPagesConf(**{key.lower(): configured[key] for key in configured if key in known})


NOTHING: dict = {}


class _Latest:
    configured: dict | None = None
    conf = ClinicPagesConf()
