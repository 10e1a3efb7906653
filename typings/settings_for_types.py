"""The settings as the type checker loads them: it needs the models, never the database."""

import os

os.environ.setdefault("TASHAN_SECRET_KEY", "a key for the type checker alone, known to all")
os.environ.setdefault("TASHAN_DATABASE_URL", "postgresql:///types")

from tashan.settings import *  # noqa: E402, F403
from tashan.settings import INSTALLED_APPS as ALL_APPS  # noqa: E402

# allauth ships no types; without its models the checker need not know them either.
INSTALLED_APPS = [app for app in ALL_APPS if not app.startswith("allauth")]
