from django.db import migrations, models


def show_none_of_one_visitor(apps, schema_editor):
    """Until now three searches of one visitor were enough: words come back with the third visitor."""
    apps.get_model("search", "MissedSearch").objects.update(words="")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_index_of_texts")]

    operations = [
        migrations.AddField(
            model_name="missedsearch",
            name="visitors",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=8
            ),
        ),
        migrations.RunPython(show_none_of_one_visitor, migrations.RunPython.noop),
    ]
