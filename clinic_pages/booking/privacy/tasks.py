"""What runs at night."""

import logging

from django_tasks import task

logger = logging.getLogger(__name__)


@task()
def forget_bookings() -> None:
    """Deletes the booking requests that the clinic need not keep."""
    from .forgetting import forget

    logger.info("Forgot %d booking requests", forget().requests)
