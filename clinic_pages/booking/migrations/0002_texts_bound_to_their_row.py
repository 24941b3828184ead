"""Encrypts each text anew, for its field and its row alone."""

import uuid

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.db import migrations, models

from clinic_pages.booking.encryption import Unreadable, roots

TEXTS = {"BookingRequest": ["name", "email", "phone", "note"], "BookingNote": ["text"]}


def bind(apps, schema_editor):
    fernet = MultiFernet([Fernet(root) for root in roots()])
    for name, fields in TEXTS.items():
        model = apps.get_model("clinic_booking", name)
        for row in model.objects.using(schema_editor.connection.alias).iterator():
            # As they lie there, before the field is asked for them.
            stored = {field: row.__dict__[field] for field in fields}
            if name == "BookingNote":
                # A default of a new column is one for all rows.
                row.uid = uuid.uuid4()
                row.save(update_fields=["uid"])
            for field in fields:
                setattr(row, field, open_unbound(fernet, stored[field]))
            row.save(update_fields=fields)


def open_unbound(fernet, stored):
    try:
        return fernet.decrypt(stored.encode()).decode() if stored else ""
    except InvalidToken:
        return Unreadable(stored)


class Migration(migrations.Migration):
    dependencies = [("clinic_booking", "0001_first_release")]

    operations = [
        migrations.AddField(
            model_name="bookingnote",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(bind, migrations.RunPython.noop),
    ]
