"""The one way to connect a receiver."""

from django.dispatch import Signal


def connect(signal: Signal, receiver, *senders: type) -> None:
    """Lets `receiver` hear `signal` of these models, once, however often it is connected."""
    for sender in senders:
        uid = f"{receiver.__module__}.{receiver.__name__}.{sender._meta.label}"
        signal.connect(receiver, sender=sender, dispatch_uid=uid)
