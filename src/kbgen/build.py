"""A build, from content to a site: the only place that knows the order of the stages."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from kbgen.kept import Kept
from kbgen.model.issues import Issue, Issues
from kbgen.model.plain import KeptProse, plain_issue, plain_prose, plain_record, record_of
from kbgen.model.record import Content, Document, Record
from kbgen.model.site import Knowledge, Page, Site
from kbgen.project import Project
from kbgen.stages.assets import assets, attachments, layouts_digest
from kbgen.stages.declare import declare
from kbgen.stages.index import index
from kbgen.stages.link import link
from kbgen.stages.load import load, read_again
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.stages.render import Renderer
from kbgen.stages.validate import record_digest, validate
from kbgen.stages.write import Publication, Report
from kbgen.views.keys import Keys, digest

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done and how many there are."""
Related = dict[str, Sequence[tuple[str, str]]]


def build(project: Project, issues: Issues, progress: Progress | None = None) -> Report:
    """Build the site.

    Raises `ContentError` for wrong content and `WriteError` when the site cannot be written. Then
    the site that stood before is as it was. Another build of the same knowledge base is waited for.
    """
    with Kept(project, progress) as kept:
        site, pages = _check(project, kept, issues, progress)
        publication = Publication(project.site)
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
        kept.finish(publication.files, [plain_issue(issue) for issue in issues])
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
    knowledge = declare(content, issues)
    issues.stop_on_errors()
    records = list(_records(project, content, knowledge, kept, issues, progress))
    site = link(records, knowledge, issues)
    issues.stop_on_errors()
    pages = plan(site, issues)
    issues.stop_on_errors()
    if project.strict:
        issues.refuse_warnings()
    return site, pages


def _records(
    project: Project,
    content: Content,
    knowledge: Knowledge,
    kept: Kept,
    issues: Issues,
    progress: Progress | None,
) -> Iterator[Record]:
    remembered = dict(kept.memo.all("record"))
    for number, document in enumerate(content.documents, start=1):
        own = record_digest(document, knowledge)
        key = digest(kept.fingerprint, own)
        plain = remembered.get(key)
        again = partial(_validated, project, document, knowledge, kept, key)
        if plain:
            kept.memo.use("record", key)
            kept.memo.use("prose", key)
            issues.extend([Issue(*issue) for issue in plain["issues"]])
            yield record_of(plain, KeptProse(partial(_prose, kept, key, again)), own)
        else:
            record = again(issues)
            if record:
                yield record
        if progress:
            progress("Reading", number, len(content.documents))


def _validated(
    project: Project, document: Document, knowledge: Knowledge, kept: Kept, key: str, issues: Issues
) -> Record | None:
    own = Issues()
    whole = read_again(project.root, document, own)
    record = validate(whole, knowledge, own) if whole else None
    issues.extend(own)
    if record and not own.errors:
        kept.memo.put(
            "record", key, {**plain_record(record), "issues": [plain_issue(issue) for issue in own]}
        )
        kept.memo.put("prose", key, plain_prose(record))
    return record


def _prose(kept: Kept, key: str, again: Callable[[Issues], Record | None]) -> dict[str, Any]:
    """The prose of a record: as kept, or rendered again where what was kept is damaged."""
    plain = kept.memo.get("prose", key)
    if plain is None:
        record = again(Issues())
        plain = plain_prose(record) if record else {}
    found: dict[str, Any] = plain
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
        kept.memo.put("related", key, plain)
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
    for number, page in enumerate(pages, start=1):
        key = keys.key(page)
        if kept.stands(page.permalink, key):
            publication.keep(page.permalink)
        else:
            file = renderer.render(page)
            if file:
                publication.add(file)
        if progress:
            progress("Making pages", number, len(pages))


def _index(site: Site, kept: Kept, publication: Publication, progress: Progress | None) -> None:
    key = digest(
        kept.fingerprint, site.knowledge.digest, *(r.digest for r in site.records.values())
    )
    before = [permalink for permalink in publication.before if permalink.startswith("data/")]
    if before and all([kept.stands(permalink, key) for permalink in before]):
        for permalink in before:
            publication.keep(permalink)
        return
    if progress:
        progress("Making the search index", 0, 1)
    for file in index(site, kept.analysis):
        kept.keys[file.permalink] = key
        publication.add(file)
