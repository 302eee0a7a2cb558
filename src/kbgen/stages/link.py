"""Connect records with one another, with pages and with terms; note what leads nowhere."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from kbgen.model.collection import Collection
from kbgen.model.fields import ATTACHMENTS, PICTURES
from kbgen.model.issues import Hint, Issues
from kbgen.model.record import Record, Reference
from kbgen.model.site import Backlink, Knowledge, Site
from kbgen.model.taxonomy import Term
from kbgen.model.values import closest, nearest
from kbgen.text.markdown import record_permalink
from kbgen.text.order import alphabetical

EVENTS = "content/_events.yml"


def link(
    read: Iterable[Record], knowledge: Knowledge, issues: Issues, unread: Iterable[str] = ()
) -> Site:
    """The site of the records that were read; relations run both ways whichever declares them.

    ``unread`` are paths of documents that gave no record, which is noted: a link to one is no fault
    of the record that has it. Records without a title were read in part: only what they name is
    looked up.
    """
    records, unread = list(read), list(unread)
    in_part = [record for record in records if not record.title]
    by_key, texts = _by_key([r for r in records if r.title], knowledge, issues)
    opened = _open_terms(by_key.values(), knowledge, issues)
    relations: dict[str, dict[str, tuple[str, ...]]] = {}
    backlinks: dict[str, list[Backlink]] = {}
    by_slug: dict[str, list[str]] = {}
    for record in by_key.values():
        by_slug.setdefault(record.slug, []).append(record.key)
    unknown = frozenset([*unread, *(record.path for record in in_part)])
    finder = _Finder(by_key, texts, by_slug, knowledge, issues, unknown)
    for record in in_part:
        finder.relations(record)
    for record in (*by_key.values(), *texts.values()):
        named = finder.relations(record)
        if named:
            relations[record.key] = named
        fields = knowledge.collections[record.collection].fields
        for name, keys in named.items():
            if fields[name].inverse:
                for key in keys:
                    backlinks.setdefault(key, []).append(Backlink(fields[name].inverse, record.key))
    _check_events(by_slug, knowledge, issues)
    silent = [*unread, *(record.path for record in in_part if not record.values)]
    _note_unused_files(records, silent, knowledge, issues)
    by_term = _by_term(by_key.values(), knowledge)
    ways_back = {key: tuple(found) for key, found in backlinks.items()}
    return Site(knowledge, by_key, texts, relations, ways_back, by_term, opened)


def _by_key(
    records: Iterable[Record], knowledge: Knowledge, issues: Issues
) -> tuple[dict[str, Record], dict[str, Record]]:
    found: dict[str, Record] = {}
    texts: dict[str, Record] = {}
    for record in sorted(records, key=lambda r: r.path):
        place = texts if not record.collection else found
        other = place.setdefault(record.key, record)
        if other is not record:
            said = f"the slug {record.slug!r} is already that of content/{other.path}"
            hint = "rename one of the files"
            issues.error("same-slug", said, f"content/{record.path}", hint=hint)
    order = list(knowledge.collections)
    keys = {name: _Order(collection) for name, collection in knowledge.collections.items()}
    ordered = sorted(
        found.values(), key=lambda r: (order.index(r.collection), *keys[r.collection](r), r.slug)
    )
    return {record.key: record for record in ordered}, texts


class _Order:
    """How the records of a collection are sorted."""

    def __init__(self, collection: Collection) -> None:
        self.date = next((f.name for f in collection.of_type("date", "dates", "year")), "")
        self.by_date = collection.order == "newest"

    def __call__(self, record: Record) -> tuple[object, ...]:
        title = alphabetical(record.title)
        if not self.by_date:
            return (title,)
        value = record.values.get(self.date, "")
        date = str(value[0]) if isinstance(value, list) and value else str(value)
        return (tuple(-ord(c) for c in date) or (1,), title)


def _open_terms(
    records: Iterable[Record], knowledge: Knowledge, issues: Issues
) -> list[tuple[str, Term]]:
    """Add the terms that records bring to open taxonomies, in the order of their ids."""
    opened = []
    found: dict[tuple[str, str], dict[str, list[Record]]] = {}
    for record in records:
        for taxonomy, terms in record.opened.items():
            for id, label in terms.items():
                found.setdefault((taxonomy, id), {}).setdefault(label, []).append(record)
    for (taxonomy, id), users in sorted(found.items()):
        label = min(users)
        opened.append((taxonomy, Term(id, label)))
        knowledge.taxonomies[taxonomy].add(opened[-1][1])
        others = [(other, r) for other, its in users.items() if other != label for r in its]
        path = min(record.path for record in users[label]) if others else ""
        for other, record in others:
            said = f"{other!r} and {label!r} (content/{path}) are taken for one term"
            place = (f"content/{record.path}", *_place_of_term(record, taxonomy, id))
            issues.warning("two-spellings", said, *place, hint=f"write {label}")
    return opened


def _place_of_term(record: Record, taxonomy: str, id: str) -> tuple[int, int]:
    named = (r for r in record.references if (r.kind, r.field, r.target) == ("term", taxonomy, id))
    return next(((r.line, r.column) for r in named), (1, 1))


def _check_events(by_slug: Mapping[str, list[str]], knowledge: Knowledge, issues: Issues) -> None:
    for event in knowledge.events:
        for reference in event.references:
            if reference.target not in by_slug:
                said = f"records: there is no record {reference.target!r}"
                place = (EVENTS, reference.line, reference.column)
                issues.error(
                    "unknown-record", said, *place, partial(nearest, reference.target, by_slug)
                )


def _note_unused_files(
    records: Iterable[Record], silent: Iterable[str], knowledge: Knowledge, issues: Issues
) -> None:
    """A file that nobody names is not copied into the site, which its editor may expect.

    Nobody knows what is named by the documents at the paths ``silent``: files beside them may be.
    """
    named = {r.target for record in records for r in record.references}
    beside = tuple({path[: path.rfind("/") + 1] for path in silent})
    for path in (path for path in knowledge.files - named if not path.startswith(beside)):
        said = "no record or page names this file, so it is not part of the site"
        is_list = path.endswith((".yml", ".yaml"))
        other = "rename it to .md if it is a record" if path.endswith(".txt") else "delete it"
        hint = "lists start with _, such as _events.yml" if is_list else f"link to it, or {other}"
        issues.warning("unused-file", said, f"content/{path}", hint=hint)


class _Finder:
    """Looks up what records name."""

    def __init__(
        self,
        records: Mapping[str, Record],
        texts: Mapping[str, Record],
        by_slug: Mapping[str, list[str]],
        knowledge: Knowledge,
        issues: Issues,
        unread: frozenset[str],
    ) -> None:
        self.unread = unread
        self.unread_slugs = {posixpath.basename(path).removesuffix(".md") for path in unread}
        self.records, self.texts, self.by_slug = records, texts, by_slug
        self.knowledge, self.issues = knowledge, issues
        self.pages = {r.permalink: r for r in (*records.values(), *texts.values())}
        self.paths = {r.path: r for r in (*records.values(), *texts.values())}

    def relations(self, record: Record) -> dict[str, tuple[str, ...]]:
        named: dict[str, list[str]] = {}
        for reference in record.references:
            if reference.kind == "record":
                key = self._record(reference, record)
                keys = named.setdefault(reference.field, [])
                if key in keys:
                    said = f"{reference.field}: {reference.target!r} is listed twice"
                    place = (f"content/{record.path}", reference.line, reference.column)
                    self.issues.warning("repeated", said, *place)
                elif key:
                    keys.append(key)
            elif reference.kind == "page":
                self._page(reference, record)
            elif reference.kind != "term":
                self._file(reference, record)
        return {name: tuple(keys) for name, keys in named.items() if keys}

    def _record(self, reference: Reference, record: Record) -> str:
        collections = self.knowledge.collections[record.collection].fields[reference.field].of
        word = reference.target
        if "/" in word:
            keys = [word] if word in self.records and word.split("/")[0] in collections else []
        else:
            keys = [k for k in self.by_slug.get(word, ()) if k.split("/")[0] in collections]
        if len(keys) == 1 and keys[0] != record.key:
            return keys[0]
        if not keys and word.rsplit("/", 1)[-1] in self.unread_slugs:
            return ""
        hint: Hint
        if len(keys) > 1:
            said, hint = f"{word!r} names several records", f"write {' or '.join(keys)}"
        elif keys:
            said, hint = "a record cannot name itself", ""
        else:
            said = f"there is no record {word!r} in {' or '.join(collections)}"
            hint = partial(self._meant, word, collections)
        self._error("unknown-record", f"{reference.field}: {said}", reference, record, hint)
        return ""

    def _meant(self, word: str, collections: Sequence[str]) -> str:
        known = [k.split("/")[1] for k in self.records if k.split("/")[0] in collections]
        slug = word.rsplit("/", 1)[-1].removesuffix(".md")
        return f"write {slug}" if slug in known else nearest(slug, known)

    def _page(self, reference: Reference, record: Record) -> None:
        target = self.paths.get(reference.target) if reference.target else record
        if reference.target.startswith("../"):
            self._error("leaves-content", "the path leaves the content folder", reference, record)
        elif target is None and reference.target in self.unread:
            return
        elif target is None:
            said = f"there is no record at {reference.target!r}"
            hint = partial(_nearest_path, reference.target, self.paths, record)
            self._error("broken-link", said, reference, record, hint)
        elif reference.fragment and target.title and not _has_heading(target, reference):
            said = f"there is no heading {reference.fragment!r} in content/{target.path}"
            known = [h.id for prose in target.prose.values() for h in prose.headings]
            hint = partial(nearest, reference.fragment, known)
            self._error("broken-fragment", said, reference, record, hint)

    def _file(self, reference: Reference, record: Record) -> None:
        ending = reference.target.rsplit(".", 1)[-1].lower()
        if reference.target.startswith("../") or reference.target == "..":
            self._error("leaves-content", "the path leaves the content folder", reference, record)
        elif reference.target not in self.knowledge.files:
            said = f"there is no file {reference.target!r}"
            hint: Hint = partial(_nearest_path, reference.target, self.knowledge.files, record)
            first = reference.target.rsplit("/", 1)[-1]
            if first.startswith("www.") or first.endswith((".org", ".com", ".int", ".net")):
                hint = f"write https://{first} if another site is meant"
            if record_permalink(reference.target.removesuffix(".html") + ".md") in self.pages:
                hint = "link to the .md file of a record, not to its page"
            self._error("broken-link", said, reference, record, hint)
        elif ending not in ATTACHMENTS:
            said = f"files that end in .{ending} are not copied into the site"
            kinds = PICTURES if reference.kind == "image" else ATTACHMENTS
            hint = f"files may end in {', '.join(sorted(kinds))}"
            self._error("bad-file", said, reference, record, hint)
        elif reference.kind == "image" and ending not in PICTURES:
            said = f"a file that ends in .{ending} cannot be shown as an image"
            self._error("bad-file", said, reference, record, "leave out the exclamation mark")

    def _error(
        self, code: str, message: str, reference: Reference, record: Record, hint: Hint = ""
    ) -> None:
        place = (f"content/{record.path}", reference.line, reference.column)
        self.issues.error(code, message, *place, hint)


def _nearest_path(path: str, paths: Iterable[str], record: Record) -> str:
    """The hint that names a file with the same ending, its folders aside, as ``record`` does."""
    name, ending = posixpath.splitext(posixpath.basename(path).lower())
    known = {
        posixpath.basename(p).lower().removesuffix(ending): p
        for p in sorted(paths, reverse=True)
        if p.lower().endswith(ending)
    }
    found = closest(name, known)
    start = posixpath.dirname(f"/{record.path}")
    return f"did you mean {posixpath.relpath(f'/{known[found]}', start)!r}?" if found else ""


def _has_heading(target: Record, reference: Reference) -> bool:
    """A fragment alone leads to a heading of the same text: their ids start with its field."""
    is_own = not reference.target and reference.field != "body"
    id = f"{reference.field}-{reference.fragment}" if is_own else reference.fragment
    return any(h.id == id for prose in target.prose.values() for h in prose.headings)


def _by_term(
    records: Iterable[Record], knowledge: Knowledge
) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, defaultdict[str, list[str]]]
    found = {name: defaultdict(list) for name in knowledge.taxonomies}
    of_fields = {
        name: {field.name: found[field.of[0]] for field in its.of_type("term", "terms", "sources")}
        for name, its in knowledge.collections.items()
    }
    for record in records:
        fields, key = of_fields[record.collection], record.key
        for name, ids in record.terms.items():
            terms = fields[name]
            for id in ids:
                keys = terms[id]
                if not keys or keys[-1] != key:  # another field may have named the same term
                    keys.append(key)
    return {name: {id: tuple(keys) for id, keys in terms.items()} for name, terms in found.items()}
