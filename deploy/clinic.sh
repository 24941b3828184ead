#!/bin/sh
# manage.py of the release in service, as the site's own user: sudo clinic createsuperuser
# CLINIC_ENV: another file of settings. CLINIC_RELEASE: another release.
set -eu
set -a
. "${CLINIC_ENV:-/etc/clinic.env}"
# Each step is for the log of the site, not for who types.
LOG_LEVEL=${LOG_LEVEL:-WARNING}
set +a
cd "${CLINIC_RELEASE:-/srv/clinic/current}"
exec setpriv --reuid=clinic --regid=clinic --init-groups .venv/bin/python manage.py "$@"
