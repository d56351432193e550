"""Settings of the desk. There is one module; what differs from place to place is in the environment
(see :mod:`renkei.desk.environment`)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.functional import SimpleLazyObject

from renkei.desk import environment
from renkei.desk.accounts import environment as sign_in

HERE = Path(__file__).resolve().parent
DATA = environment.data_folder()

DEBUG = environment.truthy("RENKEI_DEBUG")
# Made only when something is signed: reading the settings leaves no trace on the disk.
SECRET_KEY = SimpleLazyObject(lambda: environment.secret_key(DATA))
ALLOWED_HOSTS = environment.hosts()
HTTPS = environment.truthy("RENKEI_HTTPS")

INSTALLED_APPS = [
    "renkei.desk.region",
    "renkei.desk.accounts",
    "renkei.desk.journal",
    "renkei.desk.agreements",
    "renkei.desk.procedures",
    "renkei.desk.changes",
    "renkei.desk.negotiation",
    "renkei.desk.frame",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "renkei.desk.frame.middleware.limit_body",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "renkei.desk.frame.middleware.choose_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "renkei.desk.accounts.second_factor.require_second_factor",
]

ROOT_URLCONF = "renkei.desk.urls"
WSGI_APPLICATION = "renkei.desk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renkei.desk.frame.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "renkei.desk.frame.templatetags.frame"],
        },
    }
]

DATABASES = {"default": environment.database(DATA)}
# dumpdata and loaddata move a register; the journal notices every millisecond that is cut.
SERIALIZATION_MODULES = {"json": "renkei.desk.journal.exact"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Failed sign-ins are counted here. In files, so that all worker processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache" / "counts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# People ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "agreements:list"
ACCOUNT_LOGOUT_REDIRECT_URL = "agreements:list"
ACCOUNT_ADAPTER = "renkei.desk.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = "renkei.desk.accounts.models.display"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
MFA_ADAPTER = "renkei.desk.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers offer passkeys over TLS, and on this machine itself (http://localhost).
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# 庁内の認証基盤 (OpenID Connect), where one is named; and who needs a second factor.
OIDC = sign_in.oidc()
SOCIALACCOUNT_ADAPTER = "renkei.desk.accounts.adapter.OidcAdapter"
SOCIALACCOUNT_PROVIDERS = OIDC.setting() if OIDC else {}
SECOND_FACTOR_ROLES = sign_in.second_factor_roles()
# Mail leaves the machine only where an installation names a server; otherwise it goes to the log.
MAIL_ON, EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT, DEFAULT_FROM_EMAIL = environment.mail()
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS = environment.mail_sign_in()
EMAIL_TIMEOUT = 30

# Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "renkei_language"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# Files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "renkei.desk.frame.assets.HashedAddressStorage"},
}
# Static files are served from the package itself; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 30 * 24 * 3600  # every address carries a digest

#: The largest file or text that may be handed in. A signed agreement is well under 1 MB even as a
#: PDF with pictures of seals; statutes in XML reach 6 MB.
UPLOAD_LIMIT = 20 * 1024 * 1024
#: How long a file waits between its reading and the decision to keep it.
INTAKE_HOURS = 24
#: How many files of one person may wait at a time.
INTAKE_COUNT = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 40  # the texts of one matter over a whole family
FILE_UPLOAD_PERMISSIONS = 0o600

# Safety ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the QR code of the second factor
        "connect-src": [SELF],
        # A form may lead to the provider of identities, and nowhere else.
        "form-action": [SELF, *([OIDC.origin] if OIDC else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "renkei_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "renkei_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "renkei.desk.frame.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
