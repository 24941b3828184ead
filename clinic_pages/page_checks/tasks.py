"""What nobody waits for."""

from django_tasks import task


@task(priority=-50)
def look_at_pages(page_ids: list[int]) -> None:
    """Looks anew at what keeps these pages from ranking."""
    from .stored import refresh

    refresh(page_ids)
