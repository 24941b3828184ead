"""Where a request comes from."""

import ipaddress

from ..conf import get_conf


def address_of(request) -> str:
    """Of an IPv6 address its /64: that is one household. "" where it is unknown."""
    text = request.META.get(get_conf().client_ip_header, "").rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if address.version == 6:
        address = address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False)
    return str(address)
