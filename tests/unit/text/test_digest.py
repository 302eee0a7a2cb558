from __future__ import annotations

import hashlib

from kbgen.text.digest import digest_of, digest_of_text


def test_a_digest_is_blake2b_of_128_bits() -> None:
    """Manifests hold them: another function would have every file of every site written anew."""
    assert digest_of(b"abc") == hashlib.blake2b(b"abc", digest_size=16).hexdigest()
    assert digest_of(b"") == "cae66941d9efbd404e4d88758ea67670"


def test_a_text_has_the_digest_of_its_bytes() -> None:
    assert digest_of_text("Sénégal 国") == digest_of("Sénégal 国".encode())


def test_a_text_with_a_lone_surrogate_has_a_digest_of_its_own() -> None:
    """A path that is not UTF-8 has them."""
    digests = {digest_of_text(text) for text in ("a\udcff", "a\udcfe", "a\ud800", "a?", "a\ufffd")}
    assert len(digests) == 5
