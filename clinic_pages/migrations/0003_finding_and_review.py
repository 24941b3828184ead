# No newer migration of Wagtail's is needed than 0001 needs: Wagtail 7.4 has none.

import clinic_pages.body_figure
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0002_pagefreshness'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='conditionpage',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.practitionerpage', verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='conditionpage',
            name='last_reviewed',
            field=models.DateField(blank=True, null=True, verbose_name='reviewed on'),
        ),
        migrations.AddField(
            model_name='conditionpage',
            name='reviewer',
            field=models.ForeignKey(blank=True, help_text='Who checked what the page says about health.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.practitionerpage', verbose_name='reviewed by'),
        ),
        migrations.AddField(
            model_name='therapypage',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.practitionerpage', verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='therapypage',
            name='last_reviewed',
            field=models.DateField(blank=True, null=True, verbose_name='reviewed on'),
        ),
        migrations.AddField(
            model_name='therapypage',
            name='reviewer',
            field=models.ForeignKey(blank=True, help_text='Who checked what the page says about health.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.practitionerpage', verbose_name='reviewed by'),
        ),
        migrations.CreateModel(
            name='BodyArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, blank=True, help_text='The last part of its address. Leave empty to make it from the name.', max_length=80, verbose_name='address')),
                ('alternate_names', models.TextField(blank=True, help_text='One on each line. Visitors find the page by these too.', verbose_name='other names')),
                ('regions', clinic_pages.body_figure.RegionsField(blank=True, default=list, help_text='Visitors who choose one of them on the drawn body come to this area.', verbose_name='places on the drawing')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'place on the body',
                'verbose_name_plural': 'places on the body',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ConditionBodyArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('body_area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='clinic_pages.bodyarea', verbose_name='place')),
                ('condition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='body_areas', to='clinic_pages.conditionpage')),
            ],
            options={
                'verbose_name': 'place where it is felt',
                'verbose_name_plural': 'places where it is felt',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Symptom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, blank=True, help_text='The last part of its address. Leave empty to make it from the name.', max_length=80, verbose_name='address')),
                ('alternate_names', models.TextField(blank=True, help_text='One on each line. Visitors find the page by these too.', verbose_name='other names')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'symptom',
                'verbose_name_plural': 'symptoms',
                'ordering': ['name'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ConditionSymptom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('condition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='symptoms', to='clinic_pages.conditionpage')),
                ('symptom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='clinic_pages.symptom', verbose_name='symptom')),
            ],
            options={
                'verbose_name': 'symptom of a condition',
                'verbose_name_plural': 'symptoms of a condition',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
