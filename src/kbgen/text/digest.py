"""Digests: equal ones are taken for equal content, in manifests and in what is kept."""

from hashlib import blake2b


def digest_of(content: bytes) -> str:
    """The digest of some bytes: BLAKE2b (RFC 7693) of 128 bits, in hexadecimal."""
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_text(text: str) -> str:
    """The digest of any text, one with lone surrogates included."""
    return digest_of(text.encode("utf-8", "surrogatepass"))
