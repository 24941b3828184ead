"""What nobody waits for."""

from django_tasks import task


@task()
def draw_share_images(page_ids: list[int]) -> None:
    """Draws the share images of these pages anew where what is on them has changed."""
    from .share_images import refresh

    refresh(page_ids)


@task()
def announce_to_indexnow(page_ids: list[int], gone_urls: list[str] | None = None) -> None:
    from .indexnow import announce

    announce(page_ids, gone_urls or [])
