from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
        ("search", "0004_missed_by_several_visitors"),
    ]
    operations = [
        migrations.CreateModel(
            name="PageText",
            fields=[
                ("page", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="+", serialize=False, to="wagtailcore.page")),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="WordPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField()),
                ("place", models.PositiveSmallIntegerField()),
                ("tail", models.BinaryField(db_index=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="wordpart",
            constraint=models.UniqueConstraint(fields=("word", "place"), name="search_wordpart_once"),
        ),
    ]
