"""What browsers may do with this site's pages: Content-Security-Policy and Permissions-Policy.

Visitors' pages load from the site alone, and run no script that stands in a page: whatever
somebody smuggles into a text stays text. Wagtail's admin has scripts and styles in its pages; what
it loads comes from the site as well.
"""

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit

SELF, NONE, INLINE = "'self'", "'none'", "'unsafe-inline'"
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def content_security_policy(templates: Path, *addresses: str) -> dict:
    """addresses: where else pictures come from, such as a MEDIA_URL on another host."""
    others = sorted({origin_of(address) for address in addresses} - {""})
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF],
            # The page that says that something is broken must look like one without any file.
            "style-src": [SELF, hash_of_style(templates / "500.html")],
            "img-src": [SELF, "data:", *others],
            # And the calendar of a clinic's own booking system, on pages that have one:
            # home/middleware.py.
            "frame-src": [SELF],
            "frame-ancestors": [SELF],
            # The challenge of the booking form is solved beside the page.
            "worker-src": [SELF, "blob:"],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
        }
    }


def for_the_admin(policy: dict) -> dict:
    """Wagtail 8 has scripts and styles in its pages, shows pictures before they are uploaded, and
    plays what editors embed."""
    return {
        "DIRECTIVES": {
            **policy["DIRECTIVES"],
            "script-src": [SELF, INLINE],
            "style-src": [SELF, INLINE],
            "img-src": [*policy["DIRECTIVES"]["img-src"], "blob:", "https:"],
            "media-src": [SELF, "blob:", "https:"],
        }
    }


# What a clinic's pages never ask for; what they embed does not get it either.
NEVER_USED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip


def origin_of(address: str) -> str:
    """ "https://files.example" of "https://files.example/media/"; "" of "/media/"."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def hash_of_style(template: Path) -> str:
    [style] = STYLE.findall(template.read_bytes())
    return f"'sha256-{b64encode(hashlib.sha256(style).digest()).decode()}'"
