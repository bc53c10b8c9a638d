"""Keys of rows: random, so that an address tells nothing and gaps in numbers betray nothing."""

import uuid

from django.db import models


class UuidModel(models.Model):
    """Every business row: a random UUID (122 bits, security.md CL-15) that addresses and the API use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
