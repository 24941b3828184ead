"""What nobody waits for, after a change. A task names the function that does the work."""

from django_tasks import task


@task(priority=60)
def mark_pages_changed(page_ids: list[int]) -> None:
    from .dates import mark_changed_later

    mark_changed_later(page_ids)


@task()
def reindex_pages(page_ids: list[int]) -> None:
    from .search_index import reindex

    reindex(page_ids)


@task()
def make_renditions(page_ids: list[int]) -> None:
    from .renditions import make_missing

    make_missing(page_ids)
