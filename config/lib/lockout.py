"""Lock-out after wrong passwords (AU-06): one limit for each way of counting them."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class LockoutHandler(AxesDatabaseHandler):
    """Counts in the database, so that it holds across workers and without a cache server.

    `LOCKOUT_LIMITS` stands in the order of `AXES_LOCKOUT_PARAMETERS`. The library knows one limit only, so
    every count is brought to its scale: 20 wrong passwords for one account weigh as much as 5 for the
    account from one address.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        weighed = [0]
        for attempts, limit in zip(
            self.get_user_attempts(request, credentials), settings.LOCKOUT_LIMITS, strict=False
        ):
            failures = attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            weighed.append(failures * settings.AXES_FAILURE_LIMIT // limit)
        return max(weighed)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """A sign-in forgives this account at this address and nothing else.

        The library would clear all counts it touches, so that somebody with an account of his own could guess
        at others for ever by signing in between.
        """
        pair, *_ = self.filter_user_attempts(request, credentials)
        count, _ = pair.delete()
        return int(count)
