"""`python -m benchmarks.background TITLE`: one click, and what a worker does after it, as JSON.

{the name of a task: {"tasks", "began", "ended"}}, in seconds since the worker's first task.
"""

import json
import sys
from collections import defaultdict

import django

# In the names of the tasks that are measured.
MEASURED = ("purge", "reindex")


def main(title: str) -> dict[str, dict]:
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    from .publish import click

    DBTaskResult.objects.all().delete()
    click(title)
    while _left():
        call_command("db_worker", batch=True, startup_delay=False, max_tasks=1, verbosity=0)
    failed = DBTaskResult.objects.filter(status="FAILED").values_list("task_path", "traceback")
    assert not failed, list(failed)
    return _by_name(DBTaskResult.objects.all())


def _left() -> bool:
    """Whether any task of those that are measured waits. Others are deleted, so that none is in
    their way; one that queues others is known by what it queues."""
    from django_tasks_db.models import DBTaskResult

    waiting = {
        task.pk: any(word in f"{task.task_path} {task.args_kwargs}" for word in MEASURED)
        for task in DBTaskResult.objects.ready()
    }
    DBTaskResult.objects.filter(
        pk__in=[pk for pk, is_measured in waiting.items() if not is_measured]
    ).delete()
    return any(waiting.values())


def _by_name(tasks) -> dict[str, dict]:
    first = min(task.started_at for task in tasks)
    named = defaultdict(list)
    for task in tasks:
        named[task.task_path.rpartition(".")[2]].append(task)
    return {
        name: {
            "tasks": len(each),
            "began": (min(task.started_at for task in each) - first).total_seconds(),
            "ended": (max(task.finished_at for task in each) - first).total_seconds(),
        }
        for name, each in named.items()
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1])))
