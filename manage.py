#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command. Only `migrate` may act as the owner of the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    owner = os.environ.get("DATABASE_MIGRATION_URL", "")
    if owner and sys.argv[1:2] == ["migrate"]:
        os.environ["DATABASE_URL"] = owner
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
