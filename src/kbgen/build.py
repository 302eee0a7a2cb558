"""A build, from content to a site: the only place that knows the order of the stages."""

from collections.abc import Callable
from functools import partial

from kbgen.chart import Chart, Related, declared, draw, edited
from kbgen.kept import Kept
from kbgen.model.issues import Issues
from kbgen.model.plain import packed
from kbgen.model.site import OutputFile, Page, Site
from kbgen.project import Project
from kbgen.records import Records
from kbgen.stages.assets import assets, attachments, layouts_digest
from kbgen.stages.index import index
from kbgen.stages.link import link
from kbgen.stages.load import load
from kbgen.stages.look import look
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.stages.render import Renderer
from kbgen.stages.write import Publication, Report, Staged
from kbgen.state import Sight
from kbgen.views.keys import Keys, digest
from kbgen.workers import each, is_shared

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done and how many there are."""


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
        chart = edited(project, kept, issues) or _drawn(project, kept, issues, progress)
        if project.strict:
            issues.refuse_warnings()
        publication = Publication(project.site)
        kept.trust(publication.before)
        try:
            _pages(project, chart, kept, publication, issues, progress)
            for file in (
                *assets(project.layouts, issues),
                *attachments(project.root / "content", chart.attachments, issues),
            ):
                publication.add(file)
            _index(chart.site, kept, publication, progress)
            issues.stop_on_errors()
            report = publication.publish()
        except BaseException:
            publication.abandon()
            raise
        kept.finish(publication.files, chart.name, bool(len(issues)))
        return report


def check(
    project: Project, issues: Issues, progress: Progress | None = None
) -> tuple[Site, list[Page]]:
    """The site and its pages as they would be; raises `ContentError` where that makes no sense."""
    with Kept(project, progress) as kept:
        site, pages = _linked(project, kept, issues, progress)
        if project.strict:
            issues.refuse_warnings()
        return site, pages


def _linked(
    project: Project, kept: Kept, issues: Issues, progress: Progress | None
) -> tuple[Site, list[Page]]:
    content = load(project.root, issues, kept.digest_of)
    kept.digests = {document.path: document.digest for document in content.documents}
    knowledge = declared(content, kept, issues)
    records = list(Records(project, knowledge, kept).all(content, issues, progress))
    read = {record.path for record in records}
    unread = [document.path for document in content.documents if document.path not in read]
    site = link(records, knowledge, issues, unread)
    pages = plan(site, issues)
    issues.stop_on_errors()
    look(site, issues)
    return site, pages


def _drawn(project: Project, kept: Kept, issues: Issues, progress: Progress | None) -> Chart:
    kept.forget_unused = True
    site, pages = _linked(project, kept, issues, progress)
    related = _related(site, kept)
    texts = (f"{text.key} {text.title}" for text in site.texts.values())
    base = digest(kept.fingerprint, site.knowledge.digest, layouts_digest(project.layouts), *texts)
    return draw(site, pages, related, Keys(site, related, base), kept, issues)


def _related(site: Site, kept: Kept) -> Related:
    last = kept.recall("related")
    found = relate(site, last)
    plain = packed(found)
    kept.note("related", plain)
    related: Related = found["related"]
    return related


def _pages(
    project: Project,
    chart: Chart,
    kept: Kept,
    publication: Publication,
    issues: Issues,
    progress: Progress | None,
) -> None:
    pages = chart.pages
    renderer = Renderer(chart.site, pages, project.layouts, chart.related, issues)

    def make(page: Page) -> Staged | None:
        file = renderer.render(page)
        return publication.stage(file) if file else None

    fresh = [page for page in pages if not kept.stands(page.permalink, chart.key(page))]
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
