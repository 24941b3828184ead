#!/bin/sh
# Prints the settings of a new site, with new keys: environment.sh clinic.example smtp://localhost:25
# For /etc/clinic.env, which systemd and sh read alike. What there is more: docs/settings.md
set -eu
domain=${1:?the domain, please: environment.sh clinic.example smtp://localhost:25}
mail=${2:?the mail server, please: environment.sh clinic.example smtp://localhost:25}
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'; }
cat <<END
DJANGO_SETTINGS_MODULE='settings.production'
SECRET_KEY='$(random 48)'
# Keep a copy where you keep passwords: without it nobody can read what patients sent.
ENCRYPTION_KEYS='$(random 32)'
ALLOWED_HOSTS='$domain'
DATABASE_URL='postgres:////run/postgresql/clinic'
CACHE_URL='redis://127.0.0.1:6379/0'
EMAIL_URL='$mail'
MEDIA_ROOT='/srv/clinic/media'
STATIC_ROOT='/srv/clinic/static'
STATIC_MANIFEST_ROOT='manifest'
TASK_WORKER='on'
METRICS='on'
TRUST_X_FORWARDED_PROTO='on'
CLIENT_IP_HEADER='HTTP_X_REAL_IP'
END
