from uuid import uuid4

from django.db import migrations, models


def begin(apps, schema_editor):
    apps.get_model("clinic_pages", "Generation").objects.create(pk=1, token=uuid4().hex)


class Migration(migrations.Migration):

    dependencies = [("clinic_pages", "0001_first_release")]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
