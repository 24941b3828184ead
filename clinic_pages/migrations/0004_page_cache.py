import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0003_condition_entries'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwedPurge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField(auto_now_add=True, verbose_name='noted at')),
            ],
            options={
                'verbose_name': 'owed purge',
                'verbose_name_plural': 'owed purges',
            },
        ),
        migrations.CreateModel(
            name='TreeFreshness',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='clinic_tree_freshness', serialize=False, to='wagtailcore.page')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'tree freshness',
                'verbose_name_plural': 'tree freshness',
            },
        ),
    ]
