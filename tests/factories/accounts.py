"""Organisations, people, accounts."""

import factory
from factory.django import DjangoModelFactory

from accounts.choices import OrganizationKind, Role
from accounts.models import Organization, Person, Post, User

PASSWORD = "correct-horse-battery"


class OrganizationFactory(DjangoModelFactory):
    """A node under `parent` (None for a root); `county` follows the parent, a county is its own."""

    class Meta:
        model = Organization

    parent = None
    code = factory.Sequence(lambda n: f"JG-{n:04d}")
    name = factory.Sequence(lambda n: f"示例机构{n:04d}")
    kind = OrganizationKind.DEPARTMENT

    @classmethod
    def _create(cls, model_class, *args, **fields):
        parent = fields.pop("parent")
        row = model_class(**fields)
        if row.kind == OrganizationKind.COUNTY:
            row.county_id = row.pk
        elif parent is not None:
            row.county_id = parent.county_id
        if parent is None:
            return model_class.objects.add_root(instance=row)
        # treebeard counts children on the instance: a stale one would draw the same path twice
        return model_class.objects.add_child(model_class.objects.get(pk=parent.pk), instance=row)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"人员{n:04d}")


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.BO


class UserFactory(DjangoModelFactory):
    """An active account with PASSWORD; give it a post or a team to give it a right."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n:04d}")
    person = factory.SubFactory(PersonFactory)
    is_active = True

    @classmethod
    def _create(cls, model_class, *args, **fields):
        user = model_class(**fields)
        user.set_password(PASSWORD)
        user.save()
        return user
