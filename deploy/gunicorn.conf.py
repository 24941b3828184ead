"""How gunicorn answers for the site: gunicorn --config deploy/gunicorn.conf.py settings.wsgi

It takes its socket from systemd (deploy/systemd/clinic-web.socket), or BIND.
"""

import logging
import os
from multiprocessing import cpu_count

from home.logs import Record, to_console

bind = os.environ.get("BIND", "127.0.0.1:8000")
# Each answers one request at a time: docs/decisions/0032-gunicorn.md. Whoever comes meanwhile waits
# at the socket, where any worker takes them. One more than cores, since one may wait for the
# database or publish something large.
workers = int(os.environ.get("WEB_WORKERS", cpu_count() + 1))
# What all workers load they share, and one that was killed is replaced at once.
preload_app = True
# Seconds: a visitor's request has this long to end, before a worker is ended or replaced.
timeout = graceful_timeout = 30
# systemd starts and ends it, and nobody else.
control_socket_disable = True
# On a disk a worker that is alive may seem not to be.
worker_tmp_dir = "/dev/shm"
# nginx writes down who asked for what. Whoever wants to read it here as well (--access-logfile=-)
# reads nothing secret either.
accesslog = None
logging.setLogRecordFactory(Record)
logconfig_dict = to_console(
    {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}}
)


def child_exit(server, worker):
    """Figures of the moment end with their process."""
    from prometheus_client.multiprocess import mark_process_dead

    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        mark_process_dead(worker.pid)
