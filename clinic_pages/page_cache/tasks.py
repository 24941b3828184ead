"""What nobody waits for. It goes before other work: until it is done, somebody sees an old page."""

from django_tasks import task


@task(priority=50)
def purge_in_front(page_ids: list[int], urls: list[str] | None = None) -> None:
    from .in_front import purge

    purge(page_ids, urls or [])


@task(priority=50)
def purge_sites_in_front(site_ids: list[int]) -> None:
    from ..lib.tasks import enqueue
    from .in_front import knows_only_addresses, purge_sites

    purge_sites(site_ids)
    if knows_only_addresses():
        enqueue(purge_in_front, (), site_ids)
