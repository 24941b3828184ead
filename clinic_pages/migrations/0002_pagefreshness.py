# 'wagtailcore.page' is written out: Wagtail 7.4 has no WAGTAIL_PAGE_MODEL.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PageFreshness',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='clinic_freshness', serialize=False, to='wagtailcore.page')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'page freshness',
                'verbose_name_plural': 'page freshness',
            },
        ),
    ]
