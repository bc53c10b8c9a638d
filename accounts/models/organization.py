"""机构: the tree of organisations, from the city down to the village."""

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from accounts.choices import OrganizationKind
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedQuerySet


class OrganizationQuerySet(ScopedQuerySet, MP_NodeQuerySet):
    """Organisations as the office speaks of them."""

    def counties(self) -> "OrganizationQuerySet":
        """县(市)区, in the order of their codes."""
        return self.filter(kind=OrganizationKind.COUNTY).order_by("code")


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    """Keeps treebeard's tree order and adds `visible_to`."""

    def get_queryset(self) -> OrganizationQuerySet:
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(UuidModel, MP_Node):
    """A node of the tree: city > county > department, town, enterprise > village; and each level's bodies.

    `county` is the county the node lies in (itself for a county, None for the city and its bodies): kept
    beside the tree so that "own county" is one indexed comparison.
    """

    view_action = "org.view_tree"

    code = models.CharField("编码", max_length=200, unique=True)
    name = models.CharField("名称", max_length=200, db_index=True)
    pinyin = models.CharField("拼音", max_length=400, blank=True, default="", db_index=True)
    kind = models.CharField("类别", max_length=32, choices=OrganizationKind.choices)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True, default="")
    county = models.ForeignKey(
        "self", models.PROTECT, verbose_name="所属县区", null=True, blank=True, related_name="county_members"
    )

    objects = OrganizationManager()

    class Meta:
        verbose_name = "机构"
        indexes = [models.Index(fields=["county", "path"], name="organization_county_path")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="organization_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=OrganizationKind.COUNTY) | Q(county__isnull=False),
                name="organization_county_is_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_village(self) -> bool:
        """村(社区): the village filing rate counts these."""
        return self.kind == OrganizationKind.VILLAGE
