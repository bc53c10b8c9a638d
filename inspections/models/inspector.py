"""巡察干部: the pool of people (人才库)."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization, Person
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.choices import Gender, Qualification


class Inspector(UuidModel):
    """An inspector. `native_place` is the name of a county, as offices write it; recusal compares names."""

    view_action = "inspector.view"

    number = models.CharField("工号", max_length=200, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, verbose_name="人员", null=True, blank=True, related_name="inspector"
    )
    name = models.CharField("姓名", max_length=200)
    pinyin = models.CharField("拼音", max_length=400, blank=True, default="", db_index=True)
    gender = models.CharField("性别", max_length=8, choices=Gender.choices, blank=True, default="")
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="单位", related_name="inspectors"
    )
    native_place = models.CharField("籍贯", max_length=200, blank=True, default="")
    post = models.CharField("职务", max_length=200, blank=True, default="")
    specialities = models.CharField("专业特长", max_length=200, blank=True, default="")
    qualification = models.CharField("可任职务", max_length=8, choices=Qualification.choices)
    past_organizations = models.ManyToManyField(
        Organization, through="PastOrganization", verbose_name="曾任职单位", related_name="former_inspectors"
    )
    relatives_organizations = models.ManyToManyField(
        Organization,
        through="RelativeOrganization",
        verbose_name="近亲属任职单位",
        related_name="inspectors_relatives",
    )
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "巡察干部"
        constraints = [
            models.CheckConstraint(
                condition=Q(qualification__in=Qualification.values), name="inspector_qualification_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PastOrganization(UuidModel):
    """Where an inspector served before. Without dates it counts for recusal (domain.md)."""

    inspector = models.ForeignKey(
        Inspector, models.CASCADE, verbose_name="巡察干部", related_name="past_service"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="单位", related_name="+")
    position = models.PositiveSmallIntegerField("次序", default=0)
    starts_on = models.DateField("起", null=True, blank=True)
    ends_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "曾任职单位"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inspector", "organization"], name="past_organization_once")
        ]

    def __str__(self) -> str:
        return f"{self.inspector_id} {self.organization_id}"


class RelativeOrganization(UuidModel):
    """Where a close relative of an inspector serves."""

    inspector = models.ForeignKey(
        Inspector, models.CASCADE, verbose_name="巡察干部", related_name="relatives_service"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="单位", related_name="+")
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "近亲属任职单位"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inspector", "organization"], name="relative_organization_once")
        ]

    def __str__(self) -> str:
        return f"{self.inspector_id} {self.organization_id}"
