"""The address of the preview: always this computer alone."""

import ipaddress

DEFAULT_PORT = 8000
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class AddressError(Exception):
    """An address at which no preview may be shown; the message says why."""


def loopback(address: str) -> tuple[str, int]:
    """Host and port of ``address``: ``127.0.0.1:8000``, ``localhost``, ``[::1]:8000``, ``8000``.

    Raises `AddressError` for any host but this computer's own.
    """
    host, port = _parts(address.strip())
    if host.lower() not in LOOPBACK:
        raise AddressError(_refusal(address, host))
    if not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536):
        raise AddressError(f"{port!r} is not a port: use a number from 1 to 65535")
    return host.lower(), int(port)


def web_address(host: str, port: int) -> str:
    """What to type into a browser."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _parts(address: str) -> tuple[str, str]:
    default = LOOPBACK[0], str(DEFAULT_PORT)
    if address.startswith("["):
        host, _, rest = address[1:].partition("]")
        return host, rest.removeprefix(":") or default[1]
    if address.isdigit():
        return default[0], address
    if address.count(":") > 1:
        return address, default[1]
    host, _, port = address.partition(":")
    return host or default[0], port or default[1]


def _refusal(address: str, host: str) -> str:
    own = f"use {', '.join(LOOPBACK[:-1])} or {LOOPBACK[-1]}"
    try:
        is_within = ipaddress.ip_address(host).is_loopback
    except ValueError:
        if host.replace(".", "").replace("-", "").isalnum():
            return f"{host!r} is no address of this computer: {own}"
        return f"{address!r} is not an address such as {LOOPBACK[0]}:{DEFAULT_PORT}"
    if is_within:
        return f"{host!r} is not an address for previews: {own}"
    return f"{host!r} can be reached from outside, and a preview is for this computer alone: {own}"
