"""Records, read from their documents or taken as an earlier build kept them."""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from kbgen.kept import Kept, Progress
from kbgen.model.issues import Issue, Issues
from kbgen.model.plain import KeptProse, packed, plain_prose, plain_record, record_of
from kbgen.model.record import Content, Document, Record
from kbgen.model.site import Knowledge
from kbgen.project import Project
from kbgen.stages.load import read_again
from kbgen.stages.validate import record_digest, validate
from kbgen.views.keys import digest
from kbgen.workers import each, is_shared


class Reading(NamedTuple):
    """A document read as a record: both halves of it as they are kept, empty where it is none."""

    record: bytes
    prose: bytes
    issues: list[Issue]
    is_sound: bool


class Records:
    """Makes the records of one knowledge base."""

    def __init__(self, project: Project, knowledge: Knowledge, kept: Kept) -> None:
        self._project, self._knowledge, self._kept = project, knowledge, kept

    def all(
        self,
        content: Content,
        issues: Issues,
        progress: Progress | None = None,
    ) -> Iterator[Record]:
        """The records of all documents; what is wrong with them is noted in ``issues``."""
        kept, documents = self._kept, content.documents
        remembered = dict(kept.memo.all("record"))
        owns = [record_digest(document, self._knowledge) for document in documents]
        keys = [digest(kept.fingerprint, own) for own in owns]
        unread = [d for d, key in zip(documents, keys, strict=True) if key not in remembered]
        if is_shared(len(unread)):
            importlib.import_module("kbgen.text.commonmark")  # once, not in each process
        done = partial(progress, "Reading") if progress else None
        readings = dict(zip((d.path for d in unread), each(self.read, unread, done), strict=True))
        for document, own, key in zip(documents, owns, keys, strict=True):
            reading = readings.get(document.path)
            if reading is None:
                plain = remembered[key]
                issues.extend([Issue(*issue) for issue in plain["issues"]])
                kept.memo.use("record", key)
                kept.memo.use("prose", key)
                yield record_of(plain, self._prose(key, document), own)
                continue
            issues.extend(reading.issues)
            if reading.record:
                self.keep(key, reading)
                prose = self._prose(key, document)
                if not reading.is_sound:
                    prose = KeptProse(partial(json.loads, reading.prose))
                yield record_of(json.loads(reading.record), prose, own)
        kept.memo.save()

    def read(self, document: Document) -> Reading:
        """What ``document`` says."""
        own = Issues()
        whole = read_again(self._project.root, document, own)
        record = validate(whole, self._knowledge, own) if whole else None
        found = list(own)
        if record is None:
            return Reading(b"", b"", found, False)
        plain = packed({**plain_record(record), "issues": found})
        return Reading(plain, packed(plain_prose(record)), found, not own.errors)

    def keep(self, key: str, reading: Reading) -> None:
        """Keep what was read under ``key``, if nothing is wrong with it."""
        if reading.is_sound:
            self._kept.memo.put("record", key, reading.record)
            self._kept.memo.put("prose", key, reading.prose)

    def _prose(self, key: str, document: Document) -> KeptProse:
        return KeptProse(partial(self._kept_prose, key, document._replace(raw=b"")))

    def _kept_prose(self, key: str, document: Document) -> dict[str, Any]:
        """The prose of a record: as kept, or rendered again where what was kept is damaged."""
        plain = self._kept.memo.get("prose", key)
        if plain is None:
            plain = json.loads(self.read(document).prose or b"{}")
        found: dict[str, Any] = plain
        return found

    def record(self, document: Document, reading: Reading) -> Record:
        """The record in a document that was read without a fault, from now on kept."""
        own = record_digest(document, self._knowledge)
        key = digest(self._kept.fingerprint, own)
        self.keep(key, reading)
        return record_of(json.loads(reading.record), self._prose(key, document), own)

    def unread(self, document: Document, face: str, opened: Mapping[str, Any]) -> Record:
        """The record in a document that is as it was, read when more of it is asked for."""
        return _Unread(
            document, face, opened, record_digest(document, self._knowledge), self._kept_record
        )

    def _kept_record(self, document: Document, own: str) -> Record:
        key = digest(self._kept.fingerprint, own)
        self._kept.memo.use("prose", key)
        plain = self._kept.memo.get("record", key)
        if plain is None:
            plain = json.loads(self.read(document).record)
        return record_of(plain, self._prose(key, document), own)


class _Unread(Record):
    """A record of which only that is known which all others ask it for; the rest is fetched."""

    __slots__ = ("_fetch",)

    def __init__(
        self,
        document: Document,
        face: str,
        opened: Mapping[str, Any],
        own: str,
        fetch: Callable[[Document, str], Record],
    ) -> None:
        let = object.__setattr__
        let(self, "collection", document.collection)
        let(self, "slug", document.slug)
        let(self, "path", document.path)
        let(self, "digest", own)
        let(self, "face", face)
        let(self, "opened", opened)
        let(self, "_fetch", partial(fetch, document, own))

    def __getattr__(self, name: str) -> Any:
        # Python asks here for what has not been set.
        whole = self._fetch()
        for field in Record.__slots__:
            object.__setattr__(self, field, getattr(whole, field))
        return getattr(whole, name)
