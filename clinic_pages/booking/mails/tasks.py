"""What no visitor waits for."""

from django_tasks import task


@task()
def send_booking_mails(mail_ids: list[int]) -> None:
    """Sends these mails about bookings."""
    from .sending import send_due

    send_due(mail_ids)
