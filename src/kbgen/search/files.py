"""The files of the index as bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from kbgen.search import vocabulary
from kbgen.search.bits import base64_of, gaps
from kbgen.search.entries import Cut, Entry
from kbgen.search.lengths import Lengths
from kbgen.search.model import SearchSettings
from kbgen.search.record import heaviest_field
from kbgen.search.shards import VERSION, pack_shard

File = tuple[str, bytes]
"""Permalink below `data/`, and content."""


def path_of(kind: str, name: str = "") -> str:
    """The permalink below `data/` of a file of the index."""
    return f"search/{kind}-{name}.js" if name else f"search/{kind}.js"


def script(kind: str, name: str, payload: object) -> File:
    """A classic script that hands its payload to the engine: such a file loads from anywhere."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return path_of(kind, name), _call(kind, name, text.encode())


def _call(kind: str, name: str, payload: bytes) -> bytes:
    call = b"kbgen.search.receive(%b,%b,%b);\n"
    content = call % (json.dumps(kind).encode(), json.dumps(name).encode(), payload)
    return content.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")


def payload_of(content: bytes) -> Any:
    """What a script hands over."""
    _, _, rest = content.split(b",", 2)
    return json.loads(rest[: rest.rindex(b")")])


def words_script(name: str, entries: Iterable[Entry]) -> File:
    """The words file of some entries."""
    entries = list(entries)
    terms = [entry for entry in entries if entry.forms]
    payload: dict[str, object] = {
        "terms": vocabulary.encode([e.text for e in terms], [e.forms for e in terms])
    }
    phrases = [pair for entry in entries for pair in sorted(entry.phrases.items())]
    if phrases:
        payload["phrases"] = [[key, *others] for key, others in phrases]
    strangers = [f"{entry.text} {entry.term}" for entry in entries if entry.term]
    if strangers:
        payload["strangers"] = strangers
    return script("words", name, payload)


def postings_script(name: str, entries: Iterable[Entry], fields: int) -> File:
    """The postings file of some entries."""
    return script("postings", name, pack_shard([e.postings for e in entries if e.forms], fields))


def fragments_script(first: int, fragments: Sequence[bytes]) -> File:
    """The file of the fragments of some records."""
    name = str(first)
    return path_of("records", name), _call("records", name, b"[%b]" % b",".join(fragments))


def length_scripts(lengths: Lengths) -> Iterator[File]:
    """The files of the lengths that stand apart."""
    for place, bits in lengths.apart.items():
        yield script("lengths", str(place), base64_of(bits))


def boot_script(
    settings: SearchSettings,
    records: int,
    lengths: Lengths,
    cuts: Sequence[Cut],
    starts: Sequence[int],
    digests: Mapping[str, str],
) -> File:
    """What is loaded first."""
    stamp = sha256("".join(f"{path} {digests[path]}\n" for path in sorted(digests)).encode())
    return script(
        "boot",
        "",
        {
            "version": VERSION,
            "records": records,
            "fields": [[field.name, field.weight] for field in settings.fields],
            "heaviest": heaviest_field(settings.fields),
            "lengths": base64_of(lengths.together),
            "apart": list(lengths.apart),
            "words": " ".join(one.words.name for one in cuts),
            "postings": " ".join(shard.name for one in cuts for shard in one.postings),
            "files": len(starts),
            "starts": base64_of(gaps(starts, records)),
            "stamp": stamp.hexdigest()[:8],
        },
    )
