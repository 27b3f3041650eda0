"""Django's settings. What an operator may change is in environment.py."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from accord.web import databases, secret
from accord.web.environment import LANGUAGES as CODES
from accord.web.environment import load

ENVIRONMENT = load(os.environ)
HERE = Path(__file__).parent

# The hub

DATA_DIR = ENVIRONMENT.data_dir
SECRET_KEY = ENVIRONMENT.secret_key or secret.kept(DATA_DIR)
ORIGIN = ENVIRONMENT.url
DEMO = ENVIRONMENT.demo
PRESS = ENVIRONMENT.press
WITNESSES = ENVIRONMENT.witnesses

_PARTS = urlsplit(ORIGIN)
_TLS = _PARTS.scheme == "https"

DEBUG = False
ALLOWED_HOSTS = sorted({_PARTS.hostname or "", "127.0.0.1", "localhost", "[::1]"})
ROOT_URLCONF = "accord.web.urls"
WSGI_APPLICATION = "accord.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "accord.web",
    "accord.desk",
    "accord.field",
    "accord.charter",
    "accord.voice",
    "accord.supplies",
    "accord.actions",
    "accord.reports",
    "accord.search",
    "accord.people",
    "accord.ledger",
    "accord.replica",
    "django.contrib.sessions",
    "django.forms",
]

MIDDLEWARE = [
    "accord.web.middleware.headers",
    "accord.web.middleware.bounded",
    "accord.web.middleware.readable",
    "accord.web.middleware.static_files",
    "accord.web.middleware.form_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accord.replica.middleware.read_only",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accord.people.middleware.reader",
    "accord.web.middleware.reader_time",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "accord.web.templatetags.accord",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "accord.web.context.shell",
                "accord.desk.demo.panel",
                "accord.replica.context.copy",
            ],
        },
    }
]
FORM_RENDERER = "accord.web.forms.Renderer"

# Storage: every acknowledged row is on the disk

DATABASES = {"default": databases.choose(ENVIRONMENT.database_url, DATA_DIR)}

# Words and times

LANGUAGE_CODE = ENVIRONMENT.language
_NAMES = {"en": "English", "uk": "Українська", "ru": "Русский", "ro": "Română"}
LANGUAGES = [(code, _NAMES[code]) for code in CODES]
LOCALE_PATHS = [HERE.parent / "core/locale"]  # the other parts are Django apps
LANGUAGE_COOKIE_NAME = "accord_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _TLS
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

# Sessions are rows, so that revoking a key ends them

SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Browsers tell ports of one host apart nowhere in cookies; a demonstration has several.
SESSION_COOKIE_NAME = f"accord_session_{_PARTS.port}" if DEMO else "accord_session"
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _TLS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _TLS
CSRF_FAILURE_VIEW = "accord.web.problems.forged"
CSRF_TRUSTED_ORIGINS = [ORIGIN]  # behind a proxy that ends TLS, Django sees http

# What every answer says to the browser; the rest is in middleware.py

SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _TLS else 0
APPEND_SLASH = True

# 32 MiB of blobs in one post are base64 in JSON, so a third more on the wire
DATA_UPLOAD_MAX_MEMORY_SIZE = 44 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "accord.web.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # anybody can send a wrong host name; it is answered, and worth no line
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
