#!/bin/sh
# Brings a release into service while the one before answers: sudo sh release.sh v0.1.0
#
# VERSION is a tag, branch or commit of /srv/clinic/repository. Where the new one does not become
# ready, the one before is back in service, and this exits with 1.
set -eu
version=${1:?which version, please: release.sh v0.1.0}
home=/srv/clinic
services="clinic-web.service clinic-worker.service clinic-mails.service"
say() { printf '%s\n' "--- $*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

say "Fetching $version"
git -C $home/repository fetch --quiet --tags origin
commit=$(git -C $home/repository rev-parse --quiet --verify "origin/$version^{commit}" \
    || git -C $home/repository rev-parse --quiet --verify "$version^{commit}") \
    || fail "There is no $version in $home/repository."
release=$home/releases/$(date +%Y%m%d-%H%M%S)-$(printf %.8s "$commit")
before=$(readlink $home/current || true)

say "Making $release"
mkdir -p "$release"
abandon() { rm -rf "$release"; fail "Given up. In service as before: ${before:-nothing}."; }
trap abandon EXIT
git -C $home/repository archive "$commit" | tar -x -C "$release"
python3 -m venv "$release/.venv"
"$release/.venv/bin/pip" install --quiet --requirement "$release/requirements.txt"
"$release/.venv/bin/python" -m compileall -q -j 0 "$release" > /dev/null
# Where collectstatic keeps this release's names of files.
install -d -o clinic -g clinic "$release/manifest"
manage() { CLINIC_RELEASE=$release sh "$release/deploy/clinic.sh" "$@"; }
manage check --deploy --fail-level WARNING

# The release before goes on with the new tables and files: see "A release" in deploy/README.md.
say "Migrating"
manage migrate --no-input
manage collectstatic --no-input --verbosity=0

use() {
    ln -sfn "$1" $home/next && mv -T $home/next $home/current
    install -m 644 "$1"/deploy/systemd/* /etc/systemd/system/
    install -m 755 "$1/deploy/clinic.sh" /usr/local/bin/clinic
    systemctl daemon-reload
    # shellcheck disable=SC2086 # names, with spaces between them
    systemctl restart $services
}
is_ready() {
    curl --silent --fail --max-time 5 --unix-socket /run/clinic/web.sock \
        --header "Host: $(. /etc/clinic.env; printf %s "${ALLOWED_HOSTS%%,*}")" \
        --header "X-Forwarded-Proto: https" http://clinic/readyz
}
become_ready() {
    for _ in $(seq 30); do
        ! is_ready || return 0
        sleep 1
    done
    return 1
}

say "Restarting"
trap - EXIT
if ! { use "$release" && become_ready; }; then
    [ -n "$before" ] || fail "It does not become ready: journalctl -u clinic-web"
    use "$before"
    fail "It does not become ready (journalctl -u clinic-web): $before is back in service."
fi
# shellcheck disable=SC2086
systemctl enable --quiet clinic-web.socket $services
for timer in "$release"/deploy/systemd/*.timer; do
    systemctl enable --now --quiet "$(basename "$timer")"
done
# Pages kept by the release before were made by its templates.
manage purge_pages
ls -d $home/releases/* | head -n -3 | xargs --no-run-if-empty rm -rf
say "$version is in service"
