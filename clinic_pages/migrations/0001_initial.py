# 'wagtailcore.page' is written out: Wagtail 7.4 has no WAGTAIL_PAGE_MODEL.

import clinic_pages.fields
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BookingSnippet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name', models.CharField(blank=True, help_text='Only you see this: it tells one booking text from another.', max_length=100, verbose_name='name')),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                ('button_label', models.CharField(blank=True, help_text='Leave empty for “Call us to book”.', max_length=40, verbose_name='button')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'booking text',
                'verbose_name_plural': 'booking texts',
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ClinicSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('legal_name', models.CharField(blank=True, help_text='If it differs from the name.', max_length=160, verbose_name='legal name')),
                ('street_address', models.CharField(blank=True, max_length=200, verbose_name='street and number')),
                ('locality', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('region', models.CharField(blank=True, max_length=100, verbose_name='county or state')),
                ('postal_code', models.CharField(blank=True, max_length=20, verbose_name='postal code')),
                ('country', models.CharField(blank=True, help_text='Two letters, for example IE.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'Enter two capital letters, for example IE.')], verbose_name='country')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, help_text='For maps and search engines.', max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('phone', models.CharField(blank=True, max_length=30, validators=[django.core.validators.RegexValidator('^\\+?[0-9][0-9 ()./-]{4,24}$', 'Enter a telephone number, for example +353 1 555 0123.')], verbose_name='telephone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('currency', models.CharField(default='EUR', help_text='Three letters, for example EUR.', max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}$', 'Enter three capital letters, for example EUR.')], verbose_name='currency')),
                ('disclaimer', wagtail.fields.RichTextField(blank=True, help_text='Shown at the end of condition and therapy pages.', verbose_name='disclaimer')),
                ('default_booking_snippet', models.ForeignKey(blank=True, help_text='Shown on every page that does not choose another.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'clinic',
                'verbose_name_plural': 'clinics',
            },
        ),
        migrations.CreateModel(
            name='ConditionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'list of conditions',
                'verbose_name_plural': 'lists of conditions',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('alternate_names', models.TextField(blank=True, help_text='One on each line. Visitors find the page by these too.', verbose_name='other names')),
                ('name_in_sentence', models.CharField(blank=True, help_text="For example “sciatica” or “Bell's palsy”: where a text says {condition}. Leave empty for the title in small letters, acronyms excepted.", max_length=120, verbose_name='name inside a sentence')),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences, shown under the title and in lists.', max_length=300, verbose_name='summary')),
                ('body', clinic_pages.fields.BodyField([], blank=True, verbose_name='content')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'condition',
                'verbose_name_plural': 'conditions',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], verbose_name='day')),
                ('opens', models.TimeField(verbose_name='opens')),
                ('closes', models.TimeField(verbose_name='closes')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='clinic_pages.clinicsettings')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PractitionerPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('role', models.CharField(blank=True, help_text='For example “Acupuncturist”.', max_length=120, verbose_name='role')),
                ('qualifications', models.CharField(blank=True, help_text='As written after the name, for example “BSc, Lic. Ac.”.', max_length=255, verbose_name='qualifications')),
                ('about', wagtail.fields.RichTextField(blank=True, verbose_name='about')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='photo')),
            ],
            options={
                'verbose_name': 'practitioner',
                'verbose_name_plural': 'practitioners',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PractitionerRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('body', models.CharField(help_text='For example “Acupuncture Council”.', max_length=160, verbose_name='professional body')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='registration number')),
                ('url', models.URLField(blank=True, help_text='Lets visitors check it.', verbose_name='address in the public register')),
                ('practitioner', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='clinic_pages.practitionerpage')),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PractitionersPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'team page',
                'verbose_name_plural': 'team pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SocialLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(help_text='For example “Instagram”.', max_length=60, verbose_name='name')),
                ('url', models.URLField(verbose_name='address')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='social_links', to='clinic_pages.clinicsettings')),
            ],
            options={
                'verbose_name': 'social media link',
                'verbose_name_plural': 'social media links',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('opens', models.TimeField(blank=True, null=True, verbose_name='opens')),
                ('closes', models.TimeField(blank=True, null=True, verbose_name='closes')),
                ('note', models.CharField(blank=True, help_text='For example “Christmas”.', max_length=120, verbose_name='note')),
                ('clinic', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='special_days', to='clinic_pages.clinicsettings')),
            ],
            options={
                'verbose_name': 'special day',
                'verbose_name_plural': 'special days',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TherapyIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
            ],
            options={
                'verbose_name': 'list of therapies',
                'verbose_name_plural': 'lists of therapies',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TherapyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('alternate_names', models.TextField(blank=True, help_text='One on each line. Visitors find the page by these too.', verbose_name='other names')),
                ('shared_text', wagtail.fields.RichTextField(blank=True, help_text='Every page with a block for this therapy shows this text, unless it is reworded there. Where you write {condition} it names the page\'s condition.', verbose_name='shared text')),
                ('what_happens', wagtail.fields.RichTextField(blank=True, verbose_name='what happens in a session')),
                ('duration_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='duration in minutes')),
                ('price_from', models.DecimalField(blank=True, decimal_places=2, help_text="In the clinic's currency.", max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='price from')),
                ('cautions', wagtail.fields.RichTextField(blank=True, help_text='Who should not have it, or should ask a doctor first; possible side effects.', verbose_name='cautions')),
                ('body', clinic_pages.fields.BodyField([], blank=True, verbose_name='more content')),
                ('booking_snippet', models.ForeignKey(blank=True, help_text="Leave empty to show the one chosen on the nearest page above, else the clinic's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic_pages.bookingsnippet', verbose_name='booking text')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='image')),
            ],
            options={
                'verbose_name': 'therapy',
                'verbose_name_plural': 'therapies',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PractitionerTherapy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('practitioner', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='practised_therapies', to='clinic_pages.practitionerpage')),
                ('therapy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clinic_pages.therapypage', verbose_name='therapy')),
            ],
            options={
                'verbose_name': 'practised therapy',
                'verbose_name_plural': 'practised therapies',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
