"""A site, linked and planned, and how the next build takes it over.

Most edits change what one record says and nothing that others see of it. Then all that was found
out by comparing records with one another still holds, and only what was edited is read.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from kbgen.kept import Kept
from kbgen.model.declared import declared_of
from kbgen.model.issues import Issue, Issues
from kbgen.model.plain import packed
from kbgen.model.record import Document, Record
from kbgen.model.site import Backlink, Knowledge, Page, Related, Site
from kbgen.model.taxonomy import Term
from kbgen.project import Project
from kbgen.records import Records
from kbgen.stages.load import read
from kbgen.views.keys import Keys, digest, record_key

MOST_EDITS = 50
"""With more edited records than these all are compared anew."""


class Chart(NamedTuple):
    """Everything that the pages of a site are made from."""

    site: Site
    pages: Sequence[Page]
    related: Related
    key: Callable[[Page], str]
    """The key of each of the pages."""
    attachments: Sequence[str]
    """The files below ``content/`` that some record or page names, in order."""
    name: str
    """Under which it is kept."""
    is_edited: bool
    """Whether nothing but what some records say of themselves has changed since the last build."""


def knowledge_of(parts: Any, files: Iterable[str], name: str) -> Knowledge:
    """The declarations as they were kept, and the files beside them."""
    config, collections, taxonomies, glossary, events, synonyms = declared_of(parts)
    return Knowledge(
        config, collections, taxonomies, glossary, events, synonyms, frozenset(files), name
    )


def keep(
    site: Site, pages: Sequence[Page], related: Related, keys: Keys, kept: Kept, issues: Issues
) -> Chart:
    """The chart of a site that was linked anew, kept under a name for all it was made from."""
    knowledge = site.knowledge
    attachments = sorted(site.attachments())
    said = list(issues)
    faces = [f"{r.path}\0{r.face}" for r in site.records.values()]
    texts = [f"{text.path}\0{text.digest}" for text in site.texts.values()]
    others = packed([sorted(knowledge.files), said, texts, site.sizes]).decode()
    name = digest(keys.base, others, *faces)
    made = {page.permalink: keys.key(page) for page in pages}
    if name != kept.last_chart or kept.result("chart", name) is None:
        # Records of a term by their numbers: their keys would be half of the chart.
        numbers = {key: number for number, key in enumerate(site.records)}
        plain = {
            "declarations": knowledge.digest,
            "files": sorted(knowledge.files),
            "attachments": attachments,
            "issues": said,
            "base": keys.base,
            "records": [(r.path, r.face, r.opened, keys.around(r)) for r in site.records.values()],
            "texts": [text.path for text in site.texts.values()],
            "relations": site.relations,
            "backlinks": site.backlinks,
            "by_term": {
                taxonomy: {id: [numbers[key] for key in its] for id, its in terms.items()}
                for taxonomy, terms in site.by_term.items()
            },
            "opened": [(taxonomy, term.id, term.label) for taxonomy, term in site.opened],
            "sizes": site.sizes,
            "pages": [(p.permalink, p.kind, p.subject, p.number, p.parts) for p in pages],
            "related": related,
        }
        kept.keep("chart", name, packed(plain))
    return Chart(site, pages, related, lambda page: made[page.permalink], attachments, name, False)


def edited(project: Project, kept: Kept, issues: Issues) -> Chart | None:
    """The chart of the last build with the edits since then.

    None where more may have changed than what some records say of themselves: then nothing is
    noted, neither as wrong nor as kept.
    """
    paths = kept.edited()
    if paths is None or len(paths) > MOST_EDITS:
        return None
    plain = kept.charted()
    known = plain and kept.result("declared", plain["declarations"])
    if not known:
        return None
    knowledge = knowledge_of(known[1], plain["files"], plain["declarations"])
    site = _Edited(project, kept, knowledge, plain)
    if not site.read(paths):
        return None
    issues.extend([Issue(*issue) for issue in plain["issues"]])
    return site.chart(kept.last_chart)


class _Edited:
    """The site of a chart, in which some records have been edited."""

    def __init__(
        self, project: Project, kept: Kept, knowledge: Knowledge, plain: dict[str, Any]
    ) -> None:
        self._project, self._kept, self._plain = project, kept, plain
        self._knowledge = knowledge
        self._records = Records(project, knowledge, kept)
        self._read: dict[str, Record] = {}

    def read(self, paths: Sequence[str]) -> bool:
        """Read what was edited; whether all of it still has the same face, and nothing is wrong."""
        faces = {path: face for path, face, _, _ in self._plain["records"]}
        complained = {issue[0] for issue in self._plain["issues"]}
        for path in paths:
            noted = Issues()
            document = read(self._project.root, path, noted) if path in faces else None
            if document is None or document.place in complained:
                return False
            reading = self._records.read(document)
            if reading.issues or not reading.record:
                return False
            record = self._records.record(document, reading)
            if record.face != faces[path]:
                return False
            self._read[path] = record
            self._kept.digests[path] = document.digest
        return True

    def chart(self, name: str) -> Chart:
        """What comes of it."""
        plain, knowledge = self._plain, self._knowledge
        for taxonomy, id, label in plain["opened"]:
            knowledge.taxonomies[taxonomy].add(Term(id, label))
        records = [self._record(*row[:3]) for row in plain["records"]]
        texts = [self._record(path, "", {}) for path in plain["texts"]]
        keys = [record.key for record in records]
        site = Site(
            knowledge,
            dict(zip(keys, records, strict=True)),
            {text.key: text for text in texts},
            plain["relations"],
            {
                key: tuple(Backlink(*way) for way in ways)
                for key, ways in plain["backlinks"].items()
            },
            {
                taxonomy: {id: tuple([keys[number] for number in its]) for id, its in terms.items()}
                for taxonomy, terms in plain["by_term"].items()
            },
            sizes=plain["sizes"],
        )
        around = {path: around for path, _, _, around in plain["records"] if path in self._read}
        anew = {
            record.permalink: record_key(plain["base"], record, around[path])
            for path, record in self._read.items()
        }

        def key(page: Page) -> str:
            return anew.get(page.permalink) or self._kept.last_key(page.permalink)

        pages = [*map(Page._make, plain["pages"])]
        return Chart(site, pages, plain["related"], key, plain["attachments"], name, True)

    def _record(self, path: str, face: str, opened: dict[str, Any]) -> Record:
        found = self._read.get(path)
        if found is None:
            was = self._kept.digests[path] = self._kept.last_digest(path)
            found = self._records.unread(Document(path, b"", was), face, opened)
        return found
