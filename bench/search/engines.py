"""Builds every engine's index of the same records into a folder, and measures the work."""

from __future__ import annotations

import json
import math
import resource
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kbgen.model.issues import Issues
from kbgen.search import (
    FacetTerm,
    SearchDocument,
    SearchFacet,
    SearchField,
    SearchOptions,
    SearchSettings,
    analyse,
    analysis,
    fragment_of,
    index_files,
)
from kbgen.search.postings import COUNT, collect
from kbgen.search.vocabulary import encode
from kbgen.stages.assets import assets

HERE = Path(__file__).parent
LAYOUTS = HERE.parents[1] / "layouts"
WEIGHTS = {"title": 8, "summary": 3, "body": 1, "tags": 4, "countries": 4, "organisations": 2}
FIELDS = [SearchField(name, weight) for name, weight in WEIGHTS.items()]
Records = Sequence[dict[str, Any]]


def plain(records: Records) -> list[dict[str, Any]]:
    """Records with texts only, lists joined by newlines."""
    return [
        {key: "\n".join(v) if isinstance(v, list) else v for key, v in record.items()}
        for record in records
    ]


def documents(records: Records) -> list[SearchDocument]:
    """The records as kbgen's search takes them."""
    return [
        SearchDocument(
            f"practices/{record['slug']}.html",
            "practices",
            {name: text[name] for name in WEIGHTS},
            {
                "countries": tuple(record["countries"]),
                "areas": tuple(record["area"]),
                "types": (record["type"],),
            },
            record["years"],
            {
                "title": record["title"],
                "summary": record["summary"],
                "terms": [record["type"], *record["countries"]],
                "text": record["body"],
            },
        )
        for record, text in zip(records, plain(records), strict=True)
    ]


def facets(its: Sequence[SearchDocument]) -> list[SearchFacet]:
    """The facets that the documents have."""
    found = []
    for name in ("countries", "areas", "types"):
        values = sorted({value for document in its for value in document.facets[name]})
        found.append(SearchFacet(name, name, "terms", tuple(FacetTerm(v, v) for v in values)))
    return [*found, SearchFacet("years", "Years", "years")]


def forget() -> None:
    """Let the analysis begin with nothing remembered, as in a process of its own."""
    for remembered in (analysis.words_of, analysis.term_of):
        remembered.cache_clear()
    for forms in (analysis._every_form, analysis._telling_forms):
        forms.clear()


def kbgen(records: Records, folder: Path) -> dict[str, Any]:
    """Our own index, from nothing and with the analyses of the records at hand."""
    its = documents(records)
    settings = SearchSettings(FIELDS, facets(its), options=SearchOptions(lunr_index=False))
    forget()
    start = time.process_time()
    analysed = [analyse(document, FIELDS) for document in its]
    files = dict(index_files(analysed, [fragment_of(one) for one in its], settings))
    cold = time.process_time() - start
    kept = [json.dumps(analysis) for analysis in analysed]
    forget()
    start = time.process_time()
    again = [json.loads(analysis) for analysis in kept]
    assert dict(index_files(again, [fragment_of(one) for one in its], settings)) == files
    warm = time.process_time() - start
    (folder / "data/search").mkdir(parents=True)
    for path, content in files.items():
        (folder / "data" / path).write_bytes(content)
    for file in assets([LAYOUTS], Issues()):
        if file.permalink.startswith(("assets/js/", "assets/vendor/")):
            place = folder / file.permalink
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.content)
    return {"cpu": cold, "warm": warm, "floor": floor(analysed), "files": len(files)}


def floor(analysed: Sequence[Any]) -> tuple[float, float]:
    """Entropy in bytes: of what lunr knows, and with the forms of words and lengths of fields.

    The sets of records cost log2 C(records, members) each, counts and frequencies their order-0
    entropy, words what xz makes of the sorted list.
    """
    import lzma

    postings, _ = collect(analysed, FIELDS)
    bits = 0.0
    counts: list[Counter[int]] = [Counter() for _ in FIELDS]
    frequencies = [Counter({0: len(postings.terms)}) for _ in FIELDS]
    for term in range(len(postings.terms)):
        for field, posting in postings.of(term):
            frequencies[field].update({len(posting): 1, 0: -1})
            counts[field].update(one & COUNT for one in posting)
            bits += _log2_choose(postings.records, len(posting))
    bits += sum(map(_entropy, [*counts, *frequencies]))
    lengths = sum(_entropy(Counter(column)) for column in postings.lengths)
    names = sum(
        math.log2(len(forms)) * sum(map(len, postings.named(term).values()))
        for term, forms in enumerate(postings.forms)
        if len(forms) > 1
    )

    def packed(text: str) -> int:
        return len(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))

    terms = packed("\n".join(postings.terms))
    forms = packed(encode(postings.terms, postings.forms))
    return bits / 8 + terms, (bits + lengths + names) / 8 + max(terms, forms)


def _log2_choose(total: int, chosen: int) -> float:
    natural = math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)
    return natural / math.log(2)


def _entropy(counts: Counter[int]) -> float:
    total = sum(counts.values())
    return -sum(n * math.log2(n / total) for n in counts.values() if n) if total else 0.0


def lunr(records: Records, folder: Path) -> dict[str, Any]:
    """The index that lunr.py makes by itself, as one JSON file, and the titles to show."""
    from lunr import lunr as build  # type: ignore[import-untyped]

    texts = plain(records)
    fields = [{"field_name": name, "boost": weight} for name, weight in WEIGHTS.items()]
    start = time.process_time()
    index = build(ref="slug", fields=fields, documents=texts)
    serialised = json.dumps(index.serialize(), separators=(",", ":"), ensure_ascii=False)
    cpu = time.process_time() - start
    folder.mkdir(parents=True)
    (folder / "index.json").write_text(serialised, "utf-8")
    shown = {text["slug"]: [text["title"], text["summary"]] for text in texts}
    (folder / "documents.json").write_text(json.dumps(shown, ensure_ascii=False), "utf-8")
    shutil.copy(HERE / "node_modules/lunr/lunr.min.js", folder / "lunr.min.js")
    return {"cpu": cpu}


def peer(name: str) -> Callable[[Records, Path], dict[str, Any]]:
    """An engine that Node builds."""

    def build(records: Records, folder: Path) -> dict[str, Any]:
        folder.mkdir(parents=True)
        given = folder / "records.json"
        given.write_text(json.dumps(plain(records), ensure_ascii=False), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run(
            ["node", str(HERE / "peers.mjs"), str(given), str(folder), name],
            stdout=subprocess.PIPE,
            check=True,
        )
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        given.unlink()
        cpu = json.loads(done.stdout)["cpu"]
        return {"cpu": spent + cpu if cpu < 0 else cpu}

    return build


ENGINES: dict[str, Callable[[Records, Path], dict[str, Any]]] = {
    "kbgen": kbgen,
    "pagefind": peer("pagefind"),
    "minisearch": peer("minisearch"),
    "lunr": lunr,
}
