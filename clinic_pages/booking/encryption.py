"""Text that lies encrypted in the database: Fernet (AES with HMAC), and keys that rotate.

The first key writes; all of them read. Those of Django's SECRET_KEY and SECRET_KEY_FALLBACKS come
last, so that a site that sets keys of its own later still reads what it has.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from ..conf import get_conf

PURPOSE = b"clinic_booking.encryption"


class Unreadable(str):
    """Stands for a text that no key opens any more; saved, it is what it was."""

    def __new__(cls, stored: str):
        self = super().__new__(cls, "")
        self.stored = stored
        return self


def _from_secret(secret: str) -> bytes:
    # A secret of full strength needs no slow derivation, only one of its own purpose.
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), PURPOSE, hashlib.sha256))


def _fernet() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [*get_conf().encryption_keys, *map(_from_secret, secrets)]
    return MultiFernet([Fernet(key) for key in keys])


def is_key(key) -> bool:
    """Whether `key` can stand in the setting ENCRYPTION_KEYS."""
    try:
        Fernet(key)
    except (TypeError, ValueError):
        return False
    return True


def encrypt(text: str) -> str:
    if isinstance(text, Unreadable):
        return text.stored
    return _fernet().encrypt(text.encode()).decode() if text else ""


def decrypt(stored: str) -> str:
    if not stored:
        return ""
    try:
        return _fernet().decrypt(stored.encode()).decode()
    except InvalidToken:
        return Unreadable(stored)


def digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits by which `text` is found again, and which do not give it away."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256
    ).hexdigest()


class EncryptedTextField(models.TextField):
    """A text that only the application can read. It cannot be searched in the database."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else encrypt(value)

    def from_db_value(self, value, expression, connection):
        return value if value is None else decrypt(value)
