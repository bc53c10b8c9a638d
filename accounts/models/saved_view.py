"""保存的视图: a filter of a list that a person keeps, or shares inside his organisation."""

from django.db import models

from accounts.models.organization import Organization
from accounts.models.person import Person
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class SavedView(UuidModel):
    """`query` is the query string of the list, checked again when it is used like any other."""

    view_action = "saved_view.edit"

    owner = models.ForeignKey(Person, models.CASCADE, verbose_name="建立人", related_name="saved_views")
    shared_with = models.ForeignKey(
        Organization,
        models.CASCADE,
        verbose_name="共享范围",
        null=True,
        blank=True,
        related_name="saved_views",
    )
    page = models.CharField("页面", max_length=100)
    name = models.CharField("名称", max_length=60)
    query = models.CharField("条件", max_length=2000)

    objects = ScopedManager()

    class Meta:
        verbose_name = "保存的视图"
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name
