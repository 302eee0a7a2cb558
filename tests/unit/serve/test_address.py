"""Which addresses a preview may have."""

from __future__ import annotations

import pytest

from kbgen.serve.address import AddressError, loopback, web_address


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000),
        ("localhost:9", "localhost", 9),
        ("LOCALHOST", "localhost", 8000),
        ("[::1]:8001", "::1", 8001),
        ("[::1]", "::1", 8000),
        ("::1", "::1", 8000),
        ("8123", "127.0.0.1", 8123),
        (":8123", "127.0.0.1", 8123),
        ("127.0.0.1:0", "127.0.0.1", 0),
        ("", "127.0.0.1", 8000),
    ],
)
def test_this_computers_addresses(address: str, host: str, port: int) -> None:
    assert loopback(address) == (host, port)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("0.0.0.0", "can be reached from outside"),
        ("0.0.0.0:8000", "can be reached from outside"),
        ("[::]:8000", "can be reached from outside"),
        ("::", "can be reached from outside"),
        ("10.0.0.1:8000", "can be reached from outside"),
        ("127.0.0.2", "is not an address for previews: use 127.0.0.1, ::1 or localhost"),
        ("localhost.example.org", "is no address of this computer: use 127.0.0.1"),
        ("foo", "'foo' is no address of this computer: use 127.0.0.1, ::1 or localhost"),
        ("http://localhost:8000", "is not an address such as"),
        ("localhost/:8000", "is not an address such as"),
        ("127.0.0.1:80000", "is not a port"),
        ("127.0.0.1:-1", "is not a port"),
        ("127.0.0.1:http", "is not a port"),
        ("127.0.0.1:٣", "is not a port"),
        ("99999999999", "is not a port"),
    ],
)
def test_other_addresses_are_refused(address: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        loopback(address)


def test_what_to_type_into_a_browser() -> None:
    assert web_address("::1", 80) == "http://[::1]:80/"
    assert web_address("localhost", 8000) == "http://localhost:8000/"
