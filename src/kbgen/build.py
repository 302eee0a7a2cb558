"""A build, from content to a site: the only place that knows the order of the stages."""

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kbgen.kept import Kept
from kbgen.model.issues import Issue, Issues
from kbgen.model.plain import KeptProse, packed, plain_issue, plain_prose, plain_record, record_of
from kbgen.model.record import Content, Document, Record
from kbgen.model.site import Knowledge, OutputFile, Page, Site
from kbgen.project import Project
from kbgen.stages.assets import assets, attachments, layouts_digest
from kbgen.stages.declare import declare
from kbgen.stages.index import index
from kbgen.stages.link import link
from kbgen.stages.load import load, read_again
from kbgen.stages.look import look
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.stages.render import Renderer
from kbgen.stages.validate import record_digest, validate
from kbgen.stages.write import Publication, Report, Staged
from kbgen.state import Sight
from kbgen.views.keys import Keys, digest
from kbgen.workers import each, is_shared

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done and how many there are."""
Related = dict[str, Sequence[tuple[str, str]]]


def build(
    project: Project,
    issues: Issues,
    progress: Progress | None = None,
    sight: Sight | None = None,
) -> Report:
    """Build the site; ``sight`` is what is on disk, where that has been looked at already.

    Raises `ContentError` for wrong content and `WriteError` when the site cannot be written. Then
    the site that stood before is as it was. Another build of the same knowledge base is waited for.
    """
    with Kept(project, progress, sight) as kept:
        site, pages = _check(project, kept, issues, progress)
        publication = Publication(project.site)
        kept.trust(publication.before)
        try:
            related = _related(site, kept)
            _pages(project, site, pages, related, kept, publication, issues, progress)
            for file in (
                *assets(project.layouts, issues),
                *attachments(project.root / "content", sorted(site.attachments()), issues),
            ):
                publication.add(file)
            _index(site, kept, publication, progress)
            issues.stop_on_errors()
            report = publication.publish()
        except BaseException:
            publication.abandon()
            raise
        kept.finish(publication.files, bool(issues.errors + issues.warnings))
        return report


def check(
    project: Project, issues: Issues, progress: Progress | None = None
) -> tuple[Site, list[Page]]:
    """The site and its pages as they would be; raises `ContentError` where that makes no sense."""
    with Kept(project, progress) as kept:
        return _check(project, kept, issues, progress)


def _check(
    project: Project, kept: Kept, issues: Issues, progress: Progress | None
) -> tuple[Site, list[Page]]:
    content = load(project.root, issues, kept.digest_of)
    kept.digests.update({document.path: document.digest for document in content.documents})
    declared = Issues()
    knowledge = declare(content, declared)
    issues.extend(declared)
    declared.stop_on_errors()  # against wrong declarations every record would be wrong
    records = list(_records(project, content, knowledge, kept, issues, progress))
    read = {record.path for record in records}
    unread = [document.path for document in content.documents if document.path not in read]
    site = link(records, knowledge, issues, unread)
    pages = plan(site, issues)
    issues.stop_on_errors()
    look(site, issues)
    if project.strict:
        issues.refuse_warnings()
    return site, pages


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document read as a record: both halves of it as they are kept, empty where it is none."""

    record: bytes
    prose: bytes
    issues: list[list[Any]]
    is_sound: bool


def _records(
    project: Project,
    content: Content,
    knowledge: Knowledge,
    kept: Kept,
    issues: Issues,
    progress: Progress | None,
) -> Iterator[Record]:
    remembered = dict(kept.memo.all("record"))
    digests = [record_digest(document, knowledge) for document in content.documents]
    keys = [digest(kept.fingerprint, own) for own in digests]
    read = partial(_read, project, knowledge)
    unread = [d for d, key in zip(content.documents, keys, strict=True) if key not in remembered]
    if is_shared(len(unread)):
        importlib.import_module("kbgen.text.commonmark")  # once, not in each process
    done = partial(progress, "Reading") if progress else None
    readings = dict(zip((d.path for d in unread), each(read, unread, done), strict=True))
    for document, own, key in zip(content.documents, digests, keys, strict=True):
        reading = readings.get(document.path)
        fetch = partial(_prose, kept, key, partial(read, replace(document, raw=b"")))
        if reading:
            issues.extend([Issue(*issue) for issue in reading.issues])
            if not reading.record:
                continue
            plain = json.loads(reading.record)
            if reading.is_sound:
                kept.memo.put("record", key, reading.record)
                kept.memo.put("prose", key, reading.prose)
            else:
                fetch = partial(json.loads, reading.prose)
        else:
            plain = remembered[key]
            issues.extend([Issue(*issue) for issue in plain["issues"]])
            kept.memo.use("record", key)
            kept.memo.use("prose", key)
        yield record_of(plain, KeptProse(fetch), own)
    kept.memo.save()


def _read(project: Project, knowledge: Knowledge, document: Document) -> _Reading:
    own = Issues()
    whole = read_again(project.root, document, own)
    record = validate(whole, knowledge, own) if whole else None
    found = [plain_issue(issue) for issue in own]
    if record is None:
        return _Reading(b"", b"", found, False)
    plain = packed({**plain_record(record), "issues": found})
    return _Reading(plain, packed(plain_prose(record)), found, not own.errors)


def _prose(kept: Kept, key: str, read: Callable[[], _Reading]) -> dict[str, Any]:
    """The prose of a record: as kept, or rendered again where what was kept is damaged."""
    plain = kept.memo.get("prose", key)
    found: dict[str, Any] = json.loads(read().prose or b"{}") if plain is None else plain
    return found


def _related(site: Site, kept: Kept) -> Related:
    key = digest(
        kept.fingerprint,
        site.knowledge.digest,
        *(f"{r.key} {r.outline}" for r in site.records.values()),
    )
    plain = kept.memo.get("related", key)
    if plain is None:
        plain = relate(site)
        kept.memo.put("related", key, packed(plain))
    return {record: [(other, reason) for other, reason in found] for record, found in plain.items()}


def _pages(
    project: Project,
    site: Site,
    pages: Sequence[Page],
    related: Related,
    kept: Kept,
    publication: Publication,
    issues: Issues,
    progress: Progress | None,
) -> None:
    texts = (f"{text.key} {text.title}" for text in site.texts.values())
    base = digest(kept.fingerprint, site.knowledge.digest, layouts_digest(project.layouts), *texts)
    keys = Keys(site, related, base)
    renderer = Renderer(site, pages, project.layouts, related, issues)

    def make(page: Page) -> Staged | None:
        file = renderer.render(page)
        return publication.stage(file) if file else None

    fresh = [page for page in pages if not kept.stands(page.permalink, keys.key(page))]
    for permalink in {page.permalink for page in pages} - {page.permalink for page in fresh}:
        publication.keep(permalink)
    if fresh:
        publication.begin()
    if is_shared(len(fresh)):
        renderer.read_all()
    done = partial(progress, "Making pages") if progress else None
    for page, staged in zip(fresh, each(make, fresh, done), strict=True):
        if staged:
            publication.take(staged)
        else:
            renderer.render(page)  # what is wrong with its layout is noted here


def _index(site: Site, kept: Kept, publication: Publication, progress: Progress | None) -> None:
    for permalink, content in index(site, kept):
        if content is None:
            publication.keep(permalink)
            continue
        if progress:
            progress("Making the search index", 0, 1)
        publication.begin()
        staged = publication.stage(OutputFile(permalink, content))
        publication.take(staged)
        kept.keys[permalink] = staged.digest
