"""The city of tests/cast.py, built once a file: each test changes it inside its own transaction, undone at its end."""

import logging

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The city in a transaction that ends with the file. Tests ask for `db` as well, which opens theirs within it."""
    from tests.cast import build  # models can be read only once Django is ready

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet():
    """Thousands of refusals are asked for here; each would be logged with its traceback."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
