"""What nobody waits for, after a change. A task names the function that does the work."""

from django_tasks import task


@task()
def reindex_pages(page_ids: list[int]) -> None:
    from .search_index import reindex

    reindex(page_ids)


@task()
def make_renditions(page_ids: list[int]) -> None:
    from .renditions import make_missing

    make_missing(page_ids)


@task()
def purge_urls(page_ids: list[int], urls: list[str]) -> None:
    from .caches import purge

    purge(page_ids, urls)
