"""Settings of the pages and the worker. What differs between two installations comes from the
environment, by small functions that say what is missing and what is expected."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

HOME = Path(__file__).resolve().parent


def required(name: str, expected: str) -> str:
    """The value of an environment variable that has no sensible default."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: expected {expected}.")
    return value


def secret(name: str) -> str:
    """A secret that cannot be guessed: it signs the sessions and locks away second factors."""
    value = required(name, "a secret of 32 characters or more, the same for every process")
    if len(value) < 32:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters: expected 32 or more that nobody can guess."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """A switch: 1 or 0."""
    value = os.environ.get(name, "").strip() or str(int(default))
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}: expected 1 (yes) or 0 (no).")
    return value == "1"


def number(name: str, *, default: int) -> int:
    """A whole number of one or more."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is {value!r}: expected a whole number of 1 or more.")
    return int(value)


def words(name: str, *, default: str) -> list[str]:
    """A list divided by commas."""
    value = os.environ.get(name, "").strip() or default
    return [word.strip() for word in value.split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """The database that a postgresql:// address names."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            "TASHAN_DATABASE_URL does not begin with postgresql://: Tashan runs on PostgreSQL only."
        )
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "postgres"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", None) or "",
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sign_in_services() -> dict[str, Any]:
    """The county's own sign-in service (OpenID Connect), where TASHAN_OIDC_SERVER names one."""
    server = os.environ.get("TASHAN_OIDC_SERVER", "").strip()
    if not server:
        return {}
    service = {
        "provider_id": "office",
        "name": os.environ.get("TASHAN_OIDC_NAME", "").strip() or server,
        "client_id": required("TASHAN_OIDC_CLIENT", "the client id given by the sign-in service"),
        "secret": required("TASHAN_OIDC_SECRET", "the secret given by the sign-in service"),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [service], "OAUTH_PKCE_ENABLED": True}}


def content_policy(*, form_targets_elsewhere: bool) -> str:
    """The Content-Security-Policy: nothing but what this server serves, pictures also inline."""
    rules = [
        "default-src 'self'",
        "img-src 'self' data:",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
    # A sign-in service is reached by a redirected form; browsers hold form-action against that.
    if not form_targets_elsewhere:
        rules.append("form-action 'self'")
    return "; ".join(rules)


DEBUG = flag("TASHAN_DEBUG", default=False)
SECRET_KEY = secret("TASHAN_SECRET_KEY")
ALLOWED_HOSTS = words("TASHAN_ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("TASHAN_TRUSTED_ORIGINS", default="")
VAR = Path(os.environ.get("TASHAN_VAR", "").strip() or "var").resolve()
DATABASES = {
    "default": database(
        required("TASHAN_DATABASE_URL", "postgresql://user:password@host:5432/database")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits must be shared by all processes; the database is what they share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "record_cache",
        # at the default of 300, whoever makes many entries would wipe out the counts of attempts
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "tashan.record.apps.RecordConfig",
    "tashan.adoption.apps.AdoptionConfig",
    "tashan.reading.apps.ReadingConfig",
    "tashan.registry.apps.RegistryConfig",
    "tashan.duties.apps.DutiesConfig",
    "tashan.indicators.apps.IndicatorsConfig",
    "tashan.ledger.apps.LedgerConfig",
    "tashan.casework.apps.CaseworkConfig",
    "tashan.programmes.apps.ProgrammesConfig",
    "tashan.learning.apps.LearningConfig",
    "tashan.exchange.apps.ExchangeConfig",
    "tashan.api.apps.ApiConfig",
    "tashan.web.apps.WebConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
# areas above casework in which things are due: modules with ``DUES``, gathered by supervision
DUE_MODULES = ("tashan.programmes.exchanges.due",)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tashan.web.headers.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tashan.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tashan.web.tongue.TongueMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tashan.web.pages.errors.UserErrorMiddleware",
]
ROOT_URLCONF = "tashan.urls"
WSGI_APPLICATION = "tashan.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOME / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tashan.web.context.shell",
            ]
        },
    }
]

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [HOME / "web" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [HOME / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Serve from the source folders: a demo or a small office needs no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Sign-in. Accounts are made by a system administrator; nobody signs up.
AUTH_USER_MODEL = "record.User"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # the username is unique without regard to case, by user_username_once
    # Which other names of its domain are served by https is the county's to say, not ours.
    "security.W005",
    "security.W021",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tashan.record.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "tashan.record.signin.ServiceAdapter"
# The claim that holds the username here, where the sign-in service keeps it from its users' hands.
SIGN_IN_CLAIM = os.environ.get("TASHAN_OIDC_CLAIM", "").strip()
SOCIALACCOUNT_PROVIDERS = sign_in_services()
MFA_ADAPTER = "tashan.record.signin.FactorAdapter"
MFA_FORMS = {
    "authenticate": "tashan.record.signin.CodeForm",
    "authenticate_webauthn": "tashan.record.signin.KeyForm",
    "reauthenticate": "tashan.record.signin.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Tashan"

# Browser security. TASHAN_HTTPS=0 only for a demo on this machine.
HTTPS = flag("TASHAN_HTTPS", default=not DEBUG)
# Browsers take a passkey from http only on localhost, so only a demo may allow it.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = flag("TASHAN_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_POLICY = content_policy(form_targets_elsewhere=bool(SOCIALACCOUNT_PROVIDERS))
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = number("TASHAN_SESSION_HOURS", default=10) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tashan.web.pages.errors.stale_form"

# Mail: to a server where one is named, else into a folder where it can be read.
EMAIL_HOST = os.environ.get("TASHAN_SMTP_HOST", "").strip()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_PORT = number("TASHAN_SMTP_PORT", default=25)
EMAIL_USE_TLS = flag("TASHAN_SMTP_STARTTLS", default=False)
EMAIL_HOST_USER = os.environ.get("TASHAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TASHAN_SMTP_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("TASHAN_MAIL_FROM", "").strip() or "tashan@localhost"

# Webhooks go to public addresses by https alone, unless a county has its own group server.
WEBHOOKS_MAY_BE_PRIVATE = flag("TASHAN_WEBHOOKS_PRIVATE", default=False)

# The place whose offices work here, by its division code: what "our county" means on a page.
PLACE = os.environ.get("TASHAN_PLACE", "").strip()

# Requests that one token of the API may send in a minute
API_RATE = number("TASHAN_API_RATE", default=600)

# Background work
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": os.environ.get("TASHAN_LOG_LEVEL", "").strip().upper() or "WARNING",
    },
    "loggers": {"tashan": {"level": "INFO"}},
}
