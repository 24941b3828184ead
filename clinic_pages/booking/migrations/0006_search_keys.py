"""Keys by which encrypted names and telephone numbers are found, also of what is stored already."""

from itertools import islice

import django.db.models.deletion
from django.db import migrations, models

from clinic_pages.booking.request.search_keys import keys_of

BATCH = 500


def make_keys(apps, schema_editor):
    alias = schema_editor.connection.alias
    search_key = apps.get_model("clinic_booking", "SearchKey")
    stored = apps.get_model("clinic_booking", "BookingRequest").objects.using(alias)
    requests = stored.only("reference", "name", "phone").order_by("pk").iterator(BATCH)
    while batch := list(islice(requests, BATCH)):
        search_key.objects.using(alias).bulk_create(
            search_key(request_id=request.pk, key=key)
            for request in batch
            for key in keys_of(request.name, request.phone, request.reference)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_booking', '0005_calendar'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.PositiveIntegerField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clinic_booking.bookingrequest')),
            ],
            options={
                'verbose_name': 'search key',
                'verbose_name_plural': 'search keys',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('key', 'request'), name='clinic_search_key_once')],
            },
        ),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
    ]
