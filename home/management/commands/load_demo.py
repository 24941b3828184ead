"""The demo clinic: `manage.py load_demo [--with-editor]`."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.templatetags.static import static

from home.demo import editor
from home.demo.build import build_demo, has_content


class Command(BaseCommand):
    help = "Fills an empty site with the demo clinic. A site that has content is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-editor",
            action="store_true",
            help="Also make logins for the admin, with a well-known password (DEBUG only).",
        )

    def handle(self, *, with_editor, **options):
        if with_editor and not settings.DEBUG:
            raise CommandError(
                "--with-editor makes logins whose password everybody knows, so it works only "
                "where DEBUG is on. Make your own with: manage.py createsuperuser"
            )
        self.look_for_static_files()
        self.load(with_editor)
        if with_editor:
            self.print_logins()

    def look_for_static_files(self):
        """What is published is rendered, which needs them."""
        try:
            static("home/site.css")
        except ValueError as missing:
            raise CommandError(
                "The static files are not collected yet, so no page can be rendered. Run "
                "manage.py collectstatic first. Nothing was loaded."
            ) from missing

    @transaction.atomic
    def load(self, with_editor):
        if has_content():
            self.stdout.write("The site already has content: nothing to load.")
        else:
            build_demo()
            self.stdout.write("The demo clinic is loaded.")
        if apps.is_installed("clinic_pages.booking"):
            from clinic_pages.booking.roles import create_roles

            create_roles()
        if with_editor and not get_user_model().objects.exists():
            editor.make_editor()
            editor.make_role_logins()

    def print_logins(self):
        for name in editor.working_logins():
            self.stdout.write(f"Login for /admin/: {name} / {editor.PASSWORD}")
