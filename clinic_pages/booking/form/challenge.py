"""A challenge that the visitor's browser solves by itself: ALTCHA, hosted with the site.

Off by default (setting BOOKING_CHALLENGE): it needs scripts, and whoever has none must call. The
package altcha-django is imported only where it is on.
"""

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from ...conf import get_conf

NAME = "challenge"


def is_on() -> bool:
    return get_conf().booking_challenge


def _field():
    from altcha_django import AltchaField

    # In the form itself, and begun at once: most are done before the visitor has typed a name.
    return AltchaField(challenge_mode="inline", auto="onload", display="standard")


def widget() -> dict[str, str | SafeString]:
    """What the template shows; empty where it is off."""
    if not is_on():
        return {}
    from altcha_django.widgets import widget_js_url

    return {"html": _field().widget.render(NAME, None), "script": widget_js_url()}


class Unsolved(Exception):
    """No answer, or none that counts. Its text says so to the visitor."""


def check(answer: str) -> None:
    """Raises `Unsolved` unless the browser's `answer` is one, or none is asked for.

    An answer counts once.
    """
    if not is_on():
        return
    try:
        _field().clean(answer)
    except ValidationError as why:
        raise Unsolved(why.messages[0]) from None
