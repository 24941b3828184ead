# 'wagtailcore.page' is written out: Wagtail 7.4 has no WAGTAIL_PAGE_MODEL.

import clinic_pages.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clinic_pages', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences under the title: whom you help, and how.', max_length=300, verbose_name='lead')),
                ('body', clinic_pages.fields.BodyField([], blank=True, verbose_name='content')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('body', clinic_pages.fields.BodyField([], blank=True, verbose_name='content')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=('wagtailcore.page',),
        ),
    ]
