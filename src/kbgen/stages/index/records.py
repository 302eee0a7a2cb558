"""The records as plain JSON, for a search of one's own."""

from collections.abc import Mapping
from typing import Any

from kbgen.model.plain import packed
from kbgen.model.record import Record
from kbgen.model.site import Site
from kbgen.stages.index.earlier import Earlier
from kbgen.text.digest import digest_of

RECORDS = "data/records.json"


def records_file(site: Site, earlier: Earlier) -> bytes | None:
    """What the records say as plain JSON, one on each line; lines of the last build are taken over.
    None if all of them are."""
    records = list(site.records.values())
    last = earlier.recall("records") or {"lines": [], "digest": ""}
    lines = _lines_before(last, earlier)
    unread = [record for record in records if record.digest not in lines]
    if not unread and list(lines) == [r.digest for r in records] and lines:
        return None
    lines.update(zip((r.digest for r in unread), earlier.each(_line, unread), strict=True))
    its = [lines[record.digest] for record in records]
    content = b"[\n" + b",\n".join(its) + b"\n]\n"
    sizes = [(record.digest, len(line)) for record, line in zip(records, its, strict=True)]
    earlier.note("records", packed({"lines": sizes, "digest": digest_of(content)}))
    return content


def _lines_before(last: Mapping[str, Any], earlier: Earlier) -> dict[str, bytes]:
    """The lines of the last build, by the digest of their records."""
    if not earlier.stands(RECORDS, last["digest"]):
        return {}
    content = earlier.file(RECORDS)
    if content is None or digest_of(content) != last["digest"]:
        return {}
    lines = {}
    start = len(b"[\n")
    for digest, size in last["lines"]:
        lines[digest] = content[start : start + size]
        start += size + len(b",\n")
    return lines


def _line(record: Record) -> bytes:
    return packed(
        {
            "permalink": record.permalink,
            "title": record.title,
            "summary": record.summary,
            "terms": record.terms,
            "text": " ".join(prose.text for prose in record.prose.values()),
        }
    )
