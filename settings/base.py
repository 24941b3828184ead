"""What every environment shares. Values that differ between machines come from the environment."""

import logging
from datetime import timedelta
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from home.logs import Record

from .policies import NEVER_USED, content_security_policy, for_the_admin

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# No log says what is secret: see home/logs.py.
logging.setLogRecordFactory(Record)
# Nor does what is mailed to the ADMINS.
DEFAULT_EXCEPTION_REPORTER = "clinic_pages.lib.error_reports.Report"

INSTALLED_APPS = [
    "home",
    "search",
    "clinic_pages.booking",
    "clinic_pages",
    "wagtail.contrib.forms",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail_modeladmin",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "home.logs.with_request_id",
    "home.metrics.measured",
    "home.edge.keep_for_the_moment",
    "django.middleware.gzip.GZipMiddleware",
    "clinic_pages.search_engines.middleware.keep_out_of_search_engines",
    "clinic_pages.page_cache.middleware.page_cache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "home.middleware.ContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "clinic_pages.pages.middleware.know_the_site",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic_pages.redirects.middleware.small_letters",
    "clinic_pages.redirects.middleware.follow_redirects",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer waits for its turn instead of failing halfway through a transaction.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE", timeout=20, init_command="PRAGMA journal_mode=WAL;"
    )
# A copy of the database that follows it: searches are asked there.
if env("REPLICA_URL", default=""):
    DATABASES["replica"] = env.db("REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["home.replica.Router"]
    MIDDLEWARE.append("home.replica.searches_ask_it")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
COPIES = "clinic_pages.page_cache"
HAS_SHARED_CACHE = CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
if HAS_SHARED_CACHE:
    # A server that does not answer must cost visitors less than it spares them.
    CACHES["default"].setdefault("OPTIONS", {}).update(
        socket_connect_timeout=0.5, socket_timeout=0.5, retry=Retry(NoBackoff(), 1)
    )
    CACHES = {
        "default": CACHES["default"] | {"BACKEND": f"{COPIES}.caches.ForgivingRedisCache"},
        "pages": CACHES["default"] | {"BACKEND": f"{COPIES}.caches.RedisCache"},
    }

# The address of a cache in front of the site that understands PURGE, such as Varnish.
FRONTEND_CACHE_URL = env("FRONTEND_CACHE_URL", default="")
# Of one that is purged by key, such as "xkey" of Varnish.
SURROGATE_KEY_HEADER = env("SURROGATE_KEY_HEADER", default="")
WAGTAILFRONTENDCACHE = {}
KIND = "Keyed" if SURROGATE_KEY_HEADER else ""
if FRONTEND_CACHE_URL:
    WAGTAILFRONTENDCACHE["default"] = {
        "BACKEND": f"{COPIES}.backends.{KIND}PurgeBackend",
        "LOCATION": FRONTEND_CACHE_URL,
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# From one address nobody guesses many passwords, and from everywhere nobody many of one person's.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["ip_address", ["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "home.throttling.address_for_axes"
AXES_LOCKOUT_CALLABLE = "home.throttling.too_many"
# Who was here when is nobody's business.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Whoever edits needs a telephone besides the password.
if TWO_FACTOR := env.bool("TWO_FACTOR", default=False):
    INSTALLED_APPS += ["allauth", "allauth.account", "allauth.mfa"]
    MIDDLEWARE += ["allauth.account.middleware.AccountMiddleware", "home.two_factor.needed"]
    ACCOUNT_ADAPTER = "home.two_factor.AccountAdapter"
    ACCOUNT_EMAIL_VERIFICATION = "none"
    MFA_ADAPTER = "home.two_factor.MFAAdapter"
    MFA_ALLOW_UNVERIFIED_EMAIL = True
    MFA_TOTP_ISSUER = env("MFA_TOTP_ISSUER", default="")
    AXES_USERNAME_FORM_FIELD = "login"
    LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
    LOGIN_REDIRECT_URL = "wagtailadmin_home"

# With a worker (manage.py db_worker) nobody waits for pictures, the search's index or mails.
if env.bool("TASK_WORKER", default=False):
    INSTALLED_APPS.append("django_tasks_db")
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Without one, a visitor waits this number of seconds at most for a mail server that is away.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
TIME_ZONE = env("TIME_ZONE", default="Europe/Dublin")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")
# Where each release keeps the names of its files. One folder of files can serve two releases.
STATIC_MANIFEST_ROOT = env.path("STATIC_MANIFEST_ROOT", default=STATIC_ROOT)
# Uploads lie in a bucket of an S3-compatible store instead, which visitors reach at MEDIA_DOMAIN.
if MEDIA_BUCKET := env("MEDIA_BUCKET", default=""):
    MEDIA_DOMAIN = env("MEDIA_DOMAIN")
    MEDIA_URL = f"https://{MEDIA_DOMAIN}/"
    # Those of private collections have no address of their own.
    WAGTAILDOCS_SERVE_METHOD = "serve_view"

CONTENT_SECURITY_POLICY = content_security_policy(BASE_DIR / "templates", MEDIA_URL)
CONTENT_SECURITY_POLICY_OF_ADMIN = for_the_admin(CONTENT_SECURITY_POLICY)
PERMISSIONS_POLICY = {feature: [] for feature in NEVER_USED}

# A long page in Wagtail's editor passes Django's default of 1,000 form fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Clinic pages"
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default="http://localhost:8000")
WAGTAILSEARCH_BACKENDS = {
    # SEARCH_CONFIG: PostgreSQL's own default depends on the machine that made the database.
    "default": {"BACKEND": "clinic_pages.lib.search_backend", "SEARCH_CONFIG": "english"}
}
# The admin's own searches may ask an OpenSearch; visitors' searches never do.
if env("OPENSEARCH_URL", default=""):
    WAGTAILSEARCH_BACKENDS["visitors"] = WAGTAILSEARCH_BACKENDS["default"]
    WAGTAILSEARCH_BACKENDS["default"] = {
        "BACKEND": "wagtail.search.backends.opensearch3",
        "URLS": env.list("OPENSEARCH_URL"),
        "INDEX_PREFIX": env("OPENSEARCH_PREFIX", default="clinic_"),
    }
# No SVG from editors: it may hold scripts, which would run on the site's own address.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "csv", "xlsx"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Whether Wagtail's API answers below /api/: see docs/api.md.
API = env.bool("API", default=False)
if API:
    from .api import APPS

    INSTALLED_APPS += APPS

# Whether /metrics answers. Only who looks after the machine may reach it there.
METRICS = env.bool("METRICS", default=False)

CLINIC_PAGES = {
    "SHARE_IMAGE_FONT": str(BASE_DIR / "home/share/Fraunces-600.ttf"),
    # Nothing but production is for search engines to list.
    "ALLOW_INDEXING": env.bool("ALLOW_INDEXING", default=False),
    "INDEXNOW_KEY": env("INDEXNOW_KEY", default=""),
    "ENCRYPTION_KEYS": env.tuple("ENCRYPTION_KEYS", default=()),
    "BOOKING_CHALLENGE": env.bool("BOOKING_CHALLENGE", default=False),
    "SURROGATE_KEY_HEADER": SURROGATE_KEY_HEADER,
    "CLIENT_IP_HEADER": env("CLIENT_IP_HEADER", default="REMOTE_ADDR"),
}
if CLINIC_PAGES["BOOKING_CHALLENGE"]:
    INSTALLED_APPS.append("altcha_django")
    ALTCHA_HMAC_SECRET = env("ALTCHA_HMAC_SECRET")
