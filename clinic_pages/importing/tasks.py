"""What an editor does not wait for, after an upload."""

from django_tasks import task


@task()
def read_batch(pk: int) -> None:
    from .batches import read_files
    from .models import ImportBatch

    for batch in ImportBatch.objects.filter(pk=pk):
        read_files(batch)


@task()
def import_batch(pk: int, publish: bool) -> None:
    from .batches import import_read
    from .models import ImportBatch

    for batch in ImportBatch.objects.filter(pk=pk):
        import_read(batch, publish)
