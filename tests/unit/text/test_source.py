from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kbgen.text.source import MAX_BYTES, Malformed, decode, is_printable, legible, place


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind(ends: str) -> None:
    assert decode(f"a{ends}{ends}b{ends}".encode()) == "a\n\nb\n"


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (b"\xef\xbb\xbf---", "byte-order-mark", (1, 1)),
        (b"a\nbc\xff", "not-utf8", (2, 3)),
        ("é\xe9".encode("latin-1"), "not-utf8", (1, 1)),
        (b"\xed\xa0\x80", "not-utf8", (1, 1)),
        (b"a\rb\xe9", "not-utf8", (2, 2)),
        (b"a\r\nb\x00", "hidden-character", (2, 2)),
        ("é\u202e".encode(), "hidden-character", (1, 2)),
        ("\u2028".encode(), "hidden-character", (1, 1)),
        ("\U0001fffe".encode(), "hidden-character", (1, 1)),
        (b"x" * (MAX_BYTES + 1), "too-large", (1, 1)),
    ],
)
def test_what_cannot_be_read_has_a_place(raw: bytes, code: str, where: tuple[int, int]) -> None:
    with pytest.raises(Malformed) as said:
        decode(raw)
    assert (said.value.code, (said.value.line, said.value.column)) == (code, where)


@pytest.mark.parametrize("text", ["\t", "é", "\u200d", "\u00ad", "国", "😀", "\u00a0"])
def test_what_languages_need_is_kept(text: str) -> None:
    assert decode(text.encode()) == text


def test_what_is_printable_is_what_python_says() -> None:
    for number in range(0x3000):
        for text in (f"a{chr(number)}", f"é{chr(number)}"):
            assert is_printable(text) == text.isprintable()
            assert is_printable(text, besides="\n\t") == (text.isprintable() or text[1] in "\n\t")


def test_a_place_counts_from_one() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)


def test_what_is_malformed_may_pass_through_a_with_block() -> None:
    @contextmanager
    def nothing() -> Iterator[None]:
        yield

    with pytest.raises(Malformed, match="said"), nothing():
        raise Malformed("code", "said")


def test_a_file_is_read_on_after_what_is_wrong_with_its_bytes() -> None:
    text, faults, damaged = legible(b"\xef\xbb\xbfa\r\nb\xe9\xe8c\nd\xe2\x80\xaee\nf")
    assert text == "a\nb\ufffd\ufffdc\nd\ufffde\nf"
    assert [(said.code, said.line, said.column) for said in faults] == [
        ("byte-order-mark", 1, 1),
        ("not-utf8", 2, 2),
        ("hidden-character", 3, 2),
    ]
    assert damaged == {2, 3}


@pytest.mark.parametrize("raw", ["a\n".encode("utf-16"), b"\x89PNG\r\n\0", b"x" * (MAX_BYTES + 1)])
def test_of_what_is_no_text_the_first_fault_is_told(raw: bytes) -> None:
    text, faults, _ = legible(raw)
    assert text is None
    assert len(faults) == 1
