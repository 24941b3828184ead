"""What a visitor is told of where his page came from."""

from django.test import Client

MISS = "clinic_pages; fwd=uri-miss; stored"
NOT_KEPT = "clinic_pages; fwd=uri-miss"
AGAIN = "clinic_pages; fwd=stale; stored"
BYPASS = "clinic_pages; fwd=bypass"


def visit(url: str, **headers):
    """Of somebody who was never here."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(headers={"host": "localhost"} | named).get(url)


def status(url: str, **headers) -> str:
    """hit, or what the header says."""
    said = visit(url, **headers).get("Cache-Status", "")
    return "hit" if said.startswith("clinic_pages; hit; ttl=") else said
