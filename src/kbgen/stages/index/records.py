"""The records as plain JSON, for a search of one's own."""

from collections.abc import Mapping
from typing import Any

from kbgen.model.plain import packed
from kbgen.model.record import Record
from kbgen.model.site import OutputFile, Site
from kbgen.stages.index.earlier import Earlier
from kbgen.text.digest import digest_of

RECORDS = "data/records.json"


def records_file(site: Site, earlier: Earlier) -> OutputFile | None:
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
    # Joined at once: the file is large, and each copy of it has its price.
    between = [part for line in its for part in (b",\n", line)]
    content = b"".join([b"[\n", *between[1:], b"\n]\n"])
    sizes = [(record.digest, len(line)) for record, line in zip(records, its, strict=True)]
    file = OutputFile(RECORDS, content, digest_of(content))
    earlier.note("records", packed({"lines": sizes, "digest": file.digest}))
    return file


def _lines_before(last: Mapping[str, Any], earlier: Earlier) -> dict[str, bytes | memoryview]:
    """The lines of the last build, by the digest of their records."""
    content = earlier.file(RECORDS) if earlier.stands(RECORDS, last["digest"]) else None
    if content is None:
        return {}
    lines: dict[str, bytes | memoryview] = {}
    whole, start = memoryview(content), len(b"[\n")
    for digest, size in last["lines"]:
        lines[digest] = whole[start : start + size]
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
