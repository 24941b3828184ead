"""One person's data: `manage.py booking_data --email|--phone [--erase]`."""

import json
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.views.decorators.debug import sensitive_variables

from clinic_pages.booking.privacy import persons

FINDERS = {"email": persons.requests_by_email, "phone": persons.requests_by_phone}


class Command(BaseCommand):
    help = (
        "Writes what is kept of one person as JSON, or erases it. The e-mail address or telephone "
        "number is asked for, or read from a pipe: what stands in a command can be read in the "
        "list of processes and in the shell's history. See docs/booking.md."
    )

    def add_arguments(self, parser):
        contact = parser.add_mutually_exclusive_group(required=True)
        for kind, text in (("email", "an e-mail address"), ("phone", "a telephone number")):
            contact.add_argument(
                f"--{kind}", dest="kind", action="store_const", const=kind, help=f"ask for {text}"
            )
        parser.add_argument(
            "--erase", action="store_true", help="delete all of it for good, open requests too"
        )

    @sensitive_variables()
    def handle(self, *args, kind, erase, **options):
        try:
            requests = FINDERS[kind](self.ask(kind))
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        data = {"erased": persons.erase(requests)} if erase else persons.hand_out(requests)
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        self.stdout.write(text)

    def ask(self, kind: str) -> str:
        # Not on standard output: that is for the data.
        self.stderr.write({"email": "E-mail: ", "phone": "Telephone: "}[kind], ending="")
        self.stderr.flush()
        return sys.stdin.readline().strip()
