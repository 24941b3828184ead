"""Text that lies encrypted in the database: Fernet (AES with HMAC), and keys that rotate.

The first key writes; all of them read. Those of Django's SECRET_KEY and SECRET_KEY_FALLBACKS come
last, so that a site that sets keys of its own later still reads what it has.

Each text has a key of its own, made of one of these and of what the text is for. What is taken to
another field, row or purpose opens there for nobody.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from ..conf import get_conf

PURPOSE = b"clinic_booking.encryption"


class Unreadable(str):
    """Stands for a text that no key opens any more; saved, it is what it was."""

    def __new__(cls, stored: str):
        self = super().__new__(cls, "")
        self.stored = stored
        return self


class Sealed(str):
    """As it lies in the database: whoever asks for values instead of objects gets no more."""


class BoundText(str):
    """A text that knows what it is for."""

    def __new__(cls, text: str, purpose: tuple[str, ...]):
        self = super().__new__(cls, text)
        self.purpose = purpose
        return self

    def __getnewargs__(self):
        return str(self), self.purpose


def _from_secret(secret: str) -> bytes:
    # A secret of full strength needs no slow derivation, only one of its own purpose.
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), PURPOSE, hashlib.sha256))


def roots() -> list[str | bytes]:
    """The keys of which all others are made, as Fernet takes them; the one that writes is first."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [*get_conf().encryption_keys, *map(_from_secret, secrets)]


def _key(root: str | bytes, purpose: tuple[str, ...]) -> bytes:
    secret = base64.urlsafe_b64decode(root)
    words = "\0".join(purpose).encode()
    return base64.urlsafe_b64encode(hmac.digest(secret, words, hashlib.sha256))


def _fernet(purpose: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(root, purpose)) for root in roots()])


def is_key(key) -> bool:
    """Whether `key` can stand in the setting ENCRYPTION_KEYS."""
    try:
        Fernet(key)
    except (TypeError, ValueError):
        return False
    return True


def encrypt(text: str, *purpose: str) -> str:
    """purpose: what the text is for, the most general first; only the same opens it."""
    return _fernet(purpose).encrypt(text.encode()).decode() if text else ""


def decrypt(stored: str, *purpose: str) -> str:
    """The text, or an `Unreadable`."""
    if not stored:
        return ""
    try:
        return _fernet(purpose).decrypt(stored.encode()).decode()
    except InvalidToken:
        return Unreadable(stored)


def digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits by which `text` is found again, and which do not give it away."""
    return _digest(settings.SECRET_KEY, purpose, text).hex()


def short_digests(purpose: str, text: str) -> list[int]:
    """Numbers of 16 bits, the one to be stored first; the others are those of keys that are still
    read. So short on purpose: different texts have the same."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [int.from_bytes(_digest(secret, purpose, text)[:2]) for secret in secrets]


def _digest(secret: str, purpose: str, text: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256)


class OpenedOnce(DeferredAttribute):
    """Opens the text when it is first asked for: only an object knows which row it is."""

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if instance is None or value is None or isinstance(value, Unreadable):
            return value
        purpose = self.field.purpose_in(instance)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = decrypt(value, *purpose)
        return value if isinstance(value, Unreadable) else BoundText(value, purpose)


class EncryptedTextField(models.TextField):
    """A text that only the application can read. It cannot be searched in the database.

    bound_to: the field by which its row is known, before it is stored and for good.
    """

    descriptor_class = OpenedOnce

    def __init__(self, *args, bound_to: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.bound_to = bound_to

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"bound_to": self.bound_to}

    def purpose_in(self, instance: models.Model) -> tuple[str, ...]:
        row = getattr(instance, self.bound_to)
        return instance._meta.label_lower, self.name, str(row)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if isinstance(value, Unreadable):
            return value.stored
        if isinstance(value, BoundText):
            return encrypt(value, *value.purpose)
        if value:
            raise TypeError(f"{self} is encrypted for its row: save an object that has it.")
        return value

    def from_db_value(self, value, expression, connection):
        return value if value is None else Sealed(value)
