"""The product's own settings with one more address: the floor that pages are compared with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
