"""Work that is queued for many pages at once."""

from django.utils.module_loading import import_string
from django_tasks import task

from .batches import TASK_SIZE, in_batches
from .sites import pages_of


def enqueue(task, page_ids, site_ids=(), size: int = TASK_SIZE) -> None:
    """Queues `task`, which takes primary keys of pages, for these pages and for all of these sites.

    size: how many pages one run looks after. Where that makes several, they are queued by a task,
    too: whoever waits for the first waits no longer for thousands.
    """
    if site_ids or len(page_ids) > size:
        many = enqueue_parts.using(priority=task.priority)
        many.enqueue(task.module_path, _text(page_ids), sorted(site_ids), size)
    elif page_ids:
        task.enqueue(sorted(page_ids))


@task()
def enqueue_parts(path: str, page_ids: str, site_ids: list[int], size: int) -> None:
    """path: of a task, dotted. page_ids: with spaces, since each element of a list is looked at
    when it is queued."""
    of_sites = pages_of(site_ids).values_list("pk", flat=True) if site_ids else ()
    for some in in_batches(sorted({*map(int, page_ids.split()), *of_sites}), size):
        import_string(path).enqueue(some)


def _text(page_ids) -> str:
    return " ".join(map(str, page_ids))
