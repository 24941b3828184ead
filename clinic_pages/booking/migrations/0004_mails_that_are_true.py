import clinic_pages.booking.mails.kinds
import django.db.models.deletion
import wagtail.models.preview
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clinic_booking", "0003_a_limit_that_tells_nobody"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="bookingmail",
            name="not_sent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("closed", "the request no longer waited"),
                    ("begun", "the appointment had begun"),
                    ("changed", "the appointment had been changed"),
                    ("outdated", "it was no longer true"),
                    ("replaced", "a newer e-mail took its place"),
                    ("address", "the mail server refuses the address"),
                    ("message", "the mail server refuses the e-mail"),
                    ("given_up", "the mail server has not taken it for days"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="not sent",
            ),
        ),
        migrations.AddField(
            model_name="bookingmail",
            name="repeats",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="repeat",
                to="clinic_booking.bookingmail",
            ),
        ),
        migrations.AddField(
            model_name="bookingmail",
            name="seen_to_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="seen to"),
        ),
        migrations.RemoveConstraint(model_name="bookingmail", name="clinic_reminded_once"),
        migrations.AddConstraint(
            model_name="bookingmail",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("repeats", None), models.Q(("not_sent", "changed"), _negated=True)
                ),
                fields=("request", "kind", "for_time"),
                name="clinic_reminded_once",
            ),
        ),
        migrations.RemoveIndex(model_name="bookingmail", name="clinic_mail_unsent"),
        migrations.AddIndex(
            model_name="bookingmail",
            index=models.Index(
                condition=models.Q(("not_sent", ""), ("sent_at", None)),
                fields=["due_at"],
                name="clinic_mail_unsent",
            ),
        ),
        migrations.CreateModel(
            name="MailWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(editable=False, max_length=15, verbose_name="language"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=clinic_pages.booking.mails.kinds.kind_choices,
                        editable=False,
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        help_text="Leave empty for the built-in one. It names nothing of the patient.",
                        max_length=120,
                        verbose_name="subject",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "Leave empty for the built-in text. What stands in curly brackets is "
                            "filled in for each patient: see below. The preview, at the top right, "
                            "shows what goes out."
                        ),
                        verbose_name="text",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "ordering": ["pk"],
                "default_permissions": ("change",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "language", "kind"), name="clinic_one_wording_of_each"
                    )
                ],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
