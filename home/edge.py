"""What the web server in front may keep, and for how long: deploy/nginx/clinic.conf."""

import time


def keep_for_the_moment(get_response):
    """Middleware: nginx may keep what the page cache keeps, until the running second ends.

    So no visitor gets a page that changed more than a second ago, nobody has to purge it, and of
    thousands who come in one second the site answers one. It goes above the page cache. `@` and
    seconds since 1970 are nginx's way to say a time; it does not pass the header on.
    """

    def middleware(request):
        # When it was asked for: what is published while the answer is made may be missing in it.
        now = int(time.time())
        response = get_response(request)
        if _is_for_everybody(response):
            response["X-Accel-Expires"] = f"@{now}"
        return response

    return middleware


def _is_for_everybody(response) -> bool:
    status = response.get("Cache-Status", "")
    is_kept = "; hit" in status or "; stored" in status
    # Such as a copy that stands in while the database is away.
    return is_kept and "no-store" not in response.get("Cache-Control", "")
