"""Settings: everything from the environment through strict helpers, safe defaults, none needed.

| variable               | meaning                                              | default            |
| ---------------------- | ---------------------------------------------------- | ------------------ |
| PORT, HOST             | where the web server listens                         | 8000, 127.0.0.1    |
| DATA_DIR               | database, files, keys                                | ./data             |
| DATABASE_URL           | postgresql://… of the runtime role                   | SQLite in DATA_DIR |
| DATABASE_MIGRATION_URL | the owner's, used by `migrate` alone (manage.py)     | DATABASE_URL       |
| REDIS_URL              | broker of background work                            | folder in DATA_DIR |
| SECURITY_PROFILE       | `mlps3` or `demo`; kept in DATA_DIR                  | mlps3              |
| PUBLIC_URL             | the address people type; https and required in mlps3 | http://HOST:PORT   |
| TRUSTED_PROXIES        | how many proxies of ours stand before the web server | 0; >= 1 in mlps3   |
| WEB_WORKERS            | processes of the web server                          | 2                  |
| DEMO_WORKBOOK          | workbook that `load_demo` imports                    | the sample         |
| DEMO_PASSWORD          | password of the demo accounts                        | random, printed    |
"""

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from config.lib import database, env
from config.lib.data_folder import PROFILES, DataFolder
from config.lib.logs import configure_structlog, logging_config

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Installation -----------------------------------------------------------------------------------------
DATA = DataFolder(env.folder("DATA_DIR", BASE_DIR / "data"))
DATA_DIR = DATA.root
UPLOADS_DIR = DATA / "uploads"
EXPORTS_DIR = DATA / "exports"

_asked_profile = env.choice("SECURITY_PROFILE", PROFILES)
SECURITY_PROFILE = DATA.profile(_asked_profile)
STRICT = SECURITY_PROFILE != "demo"

HOST = env.text("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, low=1, high=65535)
WEB_WORKERS = env.integer("WEB_WORKERS", 2, low=1, high=64)
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, low=0, high=9)
DEMO_WORKBOOK = env.text("DEMO_WORKBOOK")
DEMO_PASSWORD = env.text("DEMO_PASSWORD")

_public = env.origin("PUBLIC_URL")
PUBLIC_URL = _public.geturl().rstrip("/") if _public else f"http://{HOST}:{PORT}"
if STRICT and (_public is None or _public.scheme != "https"):
    raise env.refuse(
        "PUBLIC_URL",
        "安全档位 mlps3 要求 https 地址；仅试用请设 SECURITY_PROFILE=demo。",
        "profile mlps3 needs an https address; to try the product set SECURITY_PROFILE=demo.",
    )
if STRICT and not TRUSTED_PROXIES:
    raise env.refuse(
        "TRUSTED_PROXIES",
        "安全档位 mlps3 要求写明前置反向代理的层数（至少 1）。",
        "profile mlps3 needs the number of reverse proxies in front (at least 1).",
    )


def _listens_to_all(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


if _listens_to_all(HOST) and _public is None:
    raise env.refuse(
        "PUBLIC_URL",
        "HOST 对外监听时须写明访问地址，例如 http://192.0.2.10:8000。",
        "needed where HOST listens to the network, for example http://192.0.2.10:8000.",
    )
# The loopback names stay: health checks of the same machine use them.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *{h for h in (_public and _public.hostname, HOST) if h}]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if _public else []

DEBUG = False
SECRET_KEY = DATA.secret("django")

# --- Parts ------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "accounts",
    "inspections",
    "clues",
    "rectification",
    "reports",
    "exchange",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "template_partials",
    "treebeard",
    "axes",
    "csp",
]
# W003 looks for the library's own class by its name; config.lib.csrf.CsrfCheck is that class, made stricter.
SILENCED_SYSTEM_CHECKS = ["security.W003"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.lib.headers.PrivateAnswers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.lib.csrf.CsrfCheck",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.AccessMiddleware",
    "config.lib.round_switch.RoundSwitch",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accounts.context.frame",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------
DATABASES = {"default": database.from_environment("DATABASE_URL", DATA / "xuncha.sqlite3")}
env.address("DATABASE_MIGRATION_URL", database.POSTGRES)
# ATOMIC_REQUESTS stays off: with IMMEDIATE it would make every reader queue for SQLite's write lock.
# Services open their own transactions (docs/adr/0006).
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = r.geturl() if (r := env.address("REDIS_URL", ("redis", "rediss", "unix"))) else ""
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

FILE_UPLOAD_TEMP_DIR = str(UPLOADS_DIR)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
MAX_UPLOAD_BYTES = 50 * 1024 * 1024  # FL-02; the reverse proxy's limit agrees (deploy/)

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- Static files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [folder for folder in (BASE_DIR / "static",) if folder.is_dir()]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": UPLOADS_DIR},
    },
    "staticfiles": {
        "BACKEND": "config.lib.static_files.StaticFiles",
        # Not the closed modes of uploads: who collects them need not be who serves them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Sign-in and sessions ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
# `__Host-`: the browser takes the cookie only from this host, over https, for every path.
SESSION_COOKIE_NAME = "__Host-session" if STRICT else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if STRICT else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = STRICT
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AXES_HANDLER = "config.lib.lockout.LockoutHandler"
AXES_CLIENT_IP_CALLABLE = "config.lib.client_ip.client_ip"
AXES_LOCKOUT_CALLABLE = "config.errors.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
LOCKOUT_LIMITS = (5, 20, 50)
AXES_FAILURE_LIMIT = LOCKOUT_LIMITS[0]
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins go to the audit trail
AXES_VERBOSE = False

# --- Headers ----------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = STRICT
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if STRICT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = STRICT
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- API --------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # The first one answers for the missing sign-in: 401, not 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.ActionPermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "config.lib.api_paging.ApiPages",
    "DEFAULT_FILTER_BACKENDS": [
        "config.lib.api_filters.StrictFilters",
        "config.lib.api_filters.StrictOrdering",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.lib.api_errors.handle",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
        "rest_framework.throttling.ScopedRateThrottle",
    ],
    # Against runaway clients; wrong passwords are the lock-out's matter. WB-06 for the scoped ones.
    "DEFAULT_THROTTLE_RATES": {
        "anon": "1200/min",
        "user": "6000/min",
        "export": "30/hour",
        "search": "60/min",
    },
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "巡察统合 API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "Accountability": "clues.choices.Accountability",
        "AssignmentState": "inspections.choices.AssignmentState",
        "ClueState": "clues.choices.ClueState",
        "Discipline": "inspections.choices.Discipline",
        "DisposalKind": "clues.choices.DisposalKind",
        "FindingSource": "inspections.choices.FindingSource",
        "FindingState": "inspections.choices.FindingState",
        "Form": "inspections.choices.Form",
        "Gender": "inspections.choices.Gender",
        "MatterSource": "rectification.choices.MatterSource",
        "OrganizationKind": "accounts.choices.OrganizationKind",
        "ProgressState": "rectification.choices.ProgressState",
        "Qualification": "inspections.choices.Qualification",
        "RecoveryMethod": "clues.choices.RecoveryMethod",
        "ReturnReason": "rectification.choices.ReturnReason",
        "RoundState": "inspections.choices.RoundState",
        "Route": "clues.choices.Route",
        "SanctionCategory": "clues.choices.SanctionCategory",
        "TaskState": "rectification.choices.TaskState",
        "TeamRole": "inspections.choices.TeamRole",
    },
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}

# --- Logs -------------------------------------------------------------------------------------------------
LOGGING = logging_config()
configure_structlog()

# Everything above holds: an explicit choice of the profile is now this installation's.
DATA.keep_profile(_asked_profile)
