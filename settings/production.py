"""Production: everything comes from the environment, and what is missing stops the start."""

from django.core.files.storage import FileSystemStorage

from home.logs import to_console

from .base import *  # noqa: F403
from .base import env
from .uploads import media_in_bucket

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])

# A staging site says ALLOW_INDEXING=off.
CLINIC_PAGES["ALLOW_INDEXING"] = env.bool("ALLOW_INDEXING", default=True)  # noqa: F405

# Pages are kept where all processes see that they changed, or not at all.
if env.bool("PAGE_CACHE", default=HAS_SHARED_CACHE):  # noqa: F405
    CLINIC_PAGES["PAGE_CACHE"] = "pages"  # noqa: F405
CLINIC_PAGES["PAGE_CACHE_SECONDS"] = env.int("PAGE_CACHE_SECONDS", default=600)  # noqa: F405

for database in DATABASES.values():  # noqa: F405
    database.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"noreply@{ALLOWED_HOSTS[0]}")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"manifest_storage": FileSystemStorage(STATIC_MANIFEST_ROOT)},  # noqa: F405
    },
}
if MEDIA_BUCKET:  # noqa: F405
    STORAGES["default"] = media_in_bucket(MEDIA_BUCKET, MEDIA_DOMAIN)  # noqa: F405

# Only behind a proxy that sets the header itself: a visitor could send it, too.
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
# Whether subdomains and preload lists are covered is the domain owner's decision.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LOGGING = to_console(
    {
        # Every task says three times how it is doing.
        "django_tasks": {"level": "WARNING"},
        "django.tasks": {"level": "WARNING"},
        # What a template was given, where it misses something.
        "django.template": {"level": "INFO"},
        # Who mistyped a password, and whence.
        "axes": {"level": "ERROR"},
    },
    root={"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
)
