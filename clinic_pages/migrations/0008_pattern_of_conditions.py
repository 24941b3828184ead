import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clinic_pages", "0007_words_and_dismissed_links")]

    operations = [
        migrations.AddField(
            model_name="conditionindexpage",
            name="pattern",
            field=models.ForeignKey(
                blank=True,
                help_text="A condition page, best a draft that is never published: new conditions begin with its blocks and with the words in them.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="clinic_pages.conditionpage",
                verbose_name="pattern",
            ),
        ),
    ]
