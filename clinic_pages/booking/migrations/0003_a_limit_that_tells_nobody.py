import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clinic_booking", "0002_texts_bound_to_their_row")]

    operations = [
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contact_digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["contact_digest", "made_at"], name="clinic_contact_attempts"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="bookingrequest",
            name="is_beyond_limit",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="one of many in a day",
            ),
        ),
    ]
