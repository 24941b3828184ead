"""PostgreSQL's index of what Wagtail's search asks for.

Wagtail compares a query with `title || body`, for which it has no index: each search would read the
texts of the whole site.
"""

from django.db import migrations

NAME = "search_title_and_body"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("wagtailsearch", "IndexEntry")._meta.db_table
        schema_editor.execute(f"CREATE INDEX {NAME} ON {table} USING gin ((title || body))")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_known_names"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]
    operations = [migrations.RunPython(make, drop)]
