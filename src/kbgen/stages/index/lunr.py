"""Make the index of search, or what of it has to change.

docs/search-format.md describes its files.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kbgen.model.plain import packed
from kbgen.model.site import Site
from kbgen.search import (
    Analysis,
    Edit,
    Ledger,
    OutOfDate,
    Patch,
    SearchDocument,
    SearchOptions,
    SearchSettings,
    analyse,
    fragment_of,
    index_files,
    ledger_of,
)
from kbgen.stages.index.documents import (
    document,
    newest_year,
    search_facets,
    search_fields,
    synonym_groups,
)
from kbgen.stages.index.earlier import Earlier
from kbgen.text.digest import digest_of_text
from kbgen.views.keys import open_labels
from kbgen.views.parts import Parts

_File = tuple[str, bytes | None]
MOST_EDITS = 50
"""With more edited records than these the index is made anew."""


def lunr_files(site: Site, earlier: Earlier) -> Iterator[_File]:
    """Permalinks and bytes of the index; None where a file stays as the last build wrote it."""
    return _Index(site, earlier).files()


class _Index:
    """The index of one site: as it stands, changed, or made anew."""

    def __init__(self, site: Site, earlier: Earlier) -> None:
        self._earlier = earlier
        self._records = sorted(site.records.values(), key=lambda record: record.permalink)
        self._parts = Parts(site, {})
        self._newest = _newest_year(site, earlier)
        wanted = {"auto": None, "true": True, "false": False}[site.config.lunr_index]
        self._settings = SearchSettings(
            search_fields(site),
            search_facets(site),
            synonym_groups(site),
            SearchOptions(lunr_index=wanted),
        )
        base = f"{earlier.fingerprint}\0{site.knowledge.digest}\0{self._newest}"
        self._keys = [
            digest_of_text(
                f"{base}\0{record.permalink}\0{record.digest}\0{open_labels(record, site)}"
            )
            for record in self._records
        ]

    def files(self) -> Iterator[_File]:
        last = self._earlier.recall("index")
        found: Iterator[_File] | list[_File] | None = None
        if last and self._all_stand(last["ledger"]["digests"]):
            found = self._as_it_stands(last) or self._patched(last)
        for path, content in found or self._whole():
            yield f"data/{path}", content
        for key in self._keys:
            self._earlier.keep_analysis(key, None)

    def _all_stand(self, digests: Mapping[str, str]) -> bool:
        return all(
            [self._earlier.stands(f"data/{path}", digest) for path, digest in digests.items()]
        )

    def _as_it_stands(self, last: Mapping[str, Any]) -> list[_File] | None:
        if last["keys"] != self._keys:
            return None
        return [(path, None) for path in last["ledger"]["digests"]]

    def _patched(self, last: Mapping[str, Any]) -> list[_File] | None:
        """The index with the edits since the last build; None where it has to be made anew."""
        if last["permalinks"] != [record.permalink for record in self._records]:
            return None
        pairs = zip(last["keys"], self._keys, strict=True)
        changed = [place for place, (old, new) in enumerate(pairs) if old != new]
        if len(changed) > MOST_EDITS:
            return None
        edits = []
        for place in changed:
            before = self._earlier.analysis(last["keys"][place])
            if before is None:
                return None
            after = analyse(self._document(place), self._settings.fields)
            self._earlier.keep_analysis(self._keys[place], packed(after))
            edits.append(Edit(place, before, after))
        ledger = ledger_of(last["ledger"])
        patch = Patch(
            ledger,
            edits,
            self._settings,
            lambda path: self._earlier.file(f"data/{path}"),
            last["permalinks"],
            self._analysed,
            lambda place: self._analysis(place)["title"],
            lambda place: fragment_of(self._document(place)),
        )
        try:
            files = list(patch.files())
        except OutOfDate:
            return None
        self._note(ledger)
        return files

    def _whole(self) -> Iterator[_File]:
        places = range(len(self._records))
        kept = self._earlier.analyses()
        known = {place for place in places if self._keys[place] in kept}
        made = self._earlier.each(lambda place: self._made(place, place in known), places)
        fragments = [fragment for _, fragment in made]
        fresh = {
            key: analysis for key, (analysis, _) in zip(self._keys, made, strict=True) if analysis
        }
        del made
        for key, analysis in fresh.items():
            self._earlier.keep_analysis(key, analysis)
        analysed = (json.loads(fresh[key]) if key in fresh else kept[key] for key in self._keys)
        ledger = Ledger()
        yield from index_files(analysed, fragments, self._settings, ledger, self._earlier.each)
        self._note(ledger)

    def _made(self, place: int, is_known: bool) -> tuple[bytes, bytes]:
        """What the index needs to know of a record, unless it is known, and what results show."""
        its = self._document(place)
        known = b"" if is_known else packed(analyse(its, self._settings.fields))
        return known, fragment_of(its)

    def _analysed(self) -> list[Analysis]:
        kept = self._earlier.analyses()
        return [
            kept.get(key) or analyse(self._document(place), self._settings.fields)
            for place, key in enumerate(self._keys)
        ]

    def _analysis(self, place: int) -> Analysis:
        kept: Analysis | None = self._earlier.analysis(self._keys[place])
        return kept or analyse(self._document(place), self._settings.fields)

    def _note(self, ledger: Ledger) -> None:
        permalinks = [record.permalink for record in self._records]
        plain = {"permalinks": permalinks, "keys": self._keys, "ledger": ledger.plain()}
        self._earlier.note("index", packed(plain))

    def _document(self, place: int) -> SearchDocument:
        return document(self._records[place], self._parts, self._settings.fields, self._newest)


def _newest_year(site: Site, earlier: Earlier) -> int:
    """The last year that any record names; all records are asked only when one shows another."""
    noted = earlier.recall("newest year")
    if not noted or noted[0] != earlier.chart:
        noted = [earlier.chart, newest_year(site)]
        earlier.note("newest year", packed(noted))
    return int(noted[1])
