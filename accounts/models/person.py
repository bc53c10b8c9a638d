"""People, the accounts they sign in with, and the posts that give them roles (access.md)."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from accounts.access import Access
from accounts.choices import POST_ROLES, Role
from accounts.models.organization import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedQuerySet


class Person(UuidModel):
    """A human being. Two-person rules compare people, not accounts (AC-18)."""

    name = models.CharField("姓名", max_length=200)
    clue_cleared = models.BooleanField("线索专管", default=False)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Accounts are looked up by their normalised name (AU-01)."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=User.normalize_username(username or "").casefold())


class User(UuidModel, AbstractBaseUser):
    """An account. It holds no right by itself: rights come from the person's posts and teams."""

    username = models.CharField("账号", max_length=150, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人员", related_name="accounts")
    is_active = models.BooleanField("启用", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()

    view_action = "user.list"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.username

    @cached_property
    def access(self) -> Access:
        """What this account may do; computed once for this instance, that is once per request or job."""
        return Access(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name in one normal form (NFKC, case folded), so that look-alikes collide."""
        self.username = self.normalize_username(self.username).casefold()
        super().save(*args, **kwargs)


class PostQuerySet(models.QuerySet):
    """Posts by date."""

    def held_on(self, day: date) -> "PostQuerySet":
        """Posts in force on `day`, first and last day included."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Post(UuidModel):
    """A person's post in an organisation. It carries the role; ITL and ITM come from teams instead."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人员", related_name="posts")
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="机构", related_name="posts")
    role = models.CharField("角色", max_length=3, choices=[(r.value, r.label) for r in POST_ROLES])
    title = models.CharField("职务", max_length=200, blank=True, default="")
    starts_on = models.DateField("任职日期", null=True, blank=True)
    ends_on = models.DateField("离任日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in POST_ROLES]), name="post_role_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="post_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on__isnull=True), name="post_one_open_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {Role(self.role).label}"
