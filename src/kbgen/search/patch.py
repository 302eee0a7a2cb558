"""The files of the search index after the edit of a few records, made from those before it.

Only files that hold a changed term are read, and only changed terms are decoded. What a file holds
and where files are cut is decided by the same functions that make the whole index, so that the
bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kbgen.search.edits import Edit, Terms, changes_of
from kbgen.search.entries import cut_records
from kbgen.search.facets import facets_file, titles_edited
from kbgen.search.files import (
    boot_script,
    fragments_script,
    length_scripts,
    path_of,
    payload_of,
    script,
)
from kbgen.search.index import LUNR_INDEX, wants_lunr_index
from kbgen.search.ledger import Ledger, facets_digest, groups_of, settings_digest
from kbgen.search.lengths import Lengths, encode_all
from kbgen.search.lunr_index import edited
from kbgen.search.model import SearchSettings
from kbgen.search.record import Analysis, counts_of
from kbgen.search.standing import OutOfDate, Standing
from kbgen.text.digest import digest_of

Patched = tuple[str, bytes | None]
"""Permalink below `data/`, and content: None where the file stays as it is."""


class Patch:
    """An index that stands, and edits of records whose permalinks stay.

    `read` gives the bytes of a file as it stands; `permalinks` are those of all records, in order;
    `analysed` gives what is known of all of them after the edits, `title` the title that is known
    of one, `fragment` what results show of one.
    """

    def __init__(
        self,
        ledger: Ledger,
        edits: Sequence[Edit],
        settings: SearchSettings,
        read: Callable[[str], bytes | None],
        permalinks: Sequence[str],
        analysed: Callable[[], Sequence[Analysis]],
        title: Callable[[int], str],
        fragment: Callable[[int], bytes],
    ) -> None:
        self._ledger, self._edits, self._settings = ledger, edits, settings
        self._read, self._permalinks = read, permalinks
        self._analysed, self._title, self._fragment = analysed, title, fragment
        self._changes = changes_of(edits, settings.fields)

    def files(self) -> Iterator[Patched]:
        """Yields every file that search needs. The ledger becomes that of the new index.

        Raises `OutOfDate` where the index has to be made anew; all that was yielded is void then.
        """
        ledger = self._ledger
        if ledger.settings != settings_digest(self._settings, groups_of(self._settings)):
            raise OutOfDate
        standing = self._changed_terms()
        digests: dict[str, str] = {}
        options = self._settings.options
        lengths = encode_all(self._settings.fields, ledger.lengths, options.length_bytes)
        for part in (
            standing.files(),
            self._fragment_files(),
            self._filter_files(),
            self._length_files(lengths),
        ):
            for path, content in part:
                digests[path] = ledger.digests[path] if content is None else digest_of(content)
                yield path, content
        boot = boot_script(
            self._settings, ledger.records, lengths, standing.cuts, self._starts, digests
        )
        for path, content in (boot, *self._lunr_index()):
            digests[path] = ledger.digests[path] if content is None else digest_of(content)
            yield path, content
        ledger.digests = digests

    def _changed_terms(self) -> Standing:
        ledger, fields = self._ledger, self._settings.fields
        standing = Standing(ledger, len(fields), self._settings.options, self._read)
        terms = Terms(standing, ledger.records, fields, ledger.phrase_terms)
        for term, changes in sorted(self._changes.items()):
            terms.change(term, changes)
        for edit in self._edits:
            for number, field in enumerate(fields):
                length = sum(counts_of(edit.after, field.name).values())
                ledger.lengths[number][edit.record] = length
        return standing

    def _fragment_files(self) -> Iterator[Patched]:
        sizes, limit = self._ledger.sizes, self._settings.options.fragment_bytes
        before = set(cut_records(sizes, limit))
        changed = {edit.record: self._fragment(edit.record) for edit in self._edits}
        for record, fragment in changed.items():
            sizes[record] = len(fragment)
        after = cut_records(sizes, limit)
        self._starts = [first for first, _ in after]
        for first, last in after:
            its = range(first, last)
            if (first, last) in before and not any(record in its for record in changed):
                yield path_of("records", str(first)), None
            else:
                yield fragments_script(
                    first, [changed.get(record) or self._fragment(record) for record in its]
                )

    def _filter_files(self) -> Iterator[Patched]:
        digest = facets_digest(self._settings)
        facets_changed, self._ledger.facets = digest != self._ledger.facets, digest
        if facets_changed or any(_filtered(e.before) != _filtered(e.after) for e in self._edits):
            yield script("facets", "", facets_file(self._settings.facets, self._analysed()))
        else:
            yield path_of("facets"), None
        titled = [e.record for e in self._edits if e.before["title"] != e.after["title"]]
        yield self._titles(titled) if titled else (path_of("titles"), None)

    def _titles(self, changed: Sequence[int]) -> Patched:
        path = path_of("titles")
        content = self._read(path)
        if content is None or digest_of(content) != self._ledger.digests.get(path):
            raise OutOfDate
        before, count = str(payload_of(content)), self._ledger.records
        return script("titles", "", titles_edited(before, count, changed, self._title))

    def _length_files(self, lengths: Lengths) -> Iterator[Patched]:
        for path, content in length_scripts(lengths):
            stays = self._ledger.digests.get(path) == digest_of(content)
            yield path, None if stays else content

    def _lunr_index(self) -> Iterator[Patched]:
        ledger, settings = self._ledger, self._settings
        if not wants_lunr_index(settings, ledger.records):
            return
        if not self._changes:
            yield LUNR_INDEX, None
            return
        content = self._read(LUNR_INDEX)
        known = content is not None and digest_of(content) == ledger.digests.get(LUNR_INDEX)
        if content is None or not known or ledger.occurrences is None:
            raise OutOfDate
        after = [(edit.record, edit.after) for edit in self._edits]
        changed = set(self._changes)
        yield (
            LUNR_INDEX,
            edited(
                content,
                ledger.occurrences,
                after,
                changed,
                ledger.lengths,
                self._permalinks,
                settings.fields,
            ),
        )


def _filtered(analysis: Analysis) -> tuple[object, ...]:
    return analysis["collection"], analysis["facets"], analysis["years"]
