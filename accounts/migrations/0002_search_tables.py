"""The tables of the text index (config.lib.textindex): a virtual table on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

from config.lib import textindex


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(textindex.create, textindex.drop)]
