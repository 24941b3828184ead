import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0006_share_images'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PageFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=40, verbose_name='code')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clinic_findings', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'finding on a page',
                'verbose_name_plural': 'findings on pages',
                'constraints': [models.UniqueConstraint(fields=('page', 'code'), name='clinic_page_finding_once')],
            },
        ),
    ]
