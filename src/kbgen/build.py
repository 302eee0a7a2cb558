"""A build, from content to a site. With `whole` it alone knows the order of the stages."""

from functools import partial

from kbgen.chart import Chart, edited
from kbgen.kept import Kept, Progress
from kbgen.model.issues import Issues
from kbgen.model.site import Page, Site
from kbgen.project import Project
from kbgen.stages.index import index
from kbgen.stages.render import Renderer, refuse_unknown
from kbgen.stages.write import Publication, Report, Staged
from kbgen.state import Sight
from kbgen.workers import each, is_shared


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
        chart = edited(project, kept, issues)
        if chart is None:
            from kbgen.whole import drawn  # an edit does without all that this imports

            chart = drawn(project, kept, issues, progress)
        kept.chart = chart.name
        if project.strict:
            issues.refuse_warnings()
        publication = Publication(project.site)
        kept.trust(publication.before)
        try:
            _pages(project, chart, kept, publication, issues, progress)
            _files(project, chart, kept, publication, issues)
            _index(chart.site, kept, publication, progress)
            issues.stop_on_errors()
            changed = [path.removeprefix(f"{project.root}/") for path in kept.changed]
            report = publication.publish()._replace(changed=changed)
        except BaseException:
            publication.abandon()
            raise
        kept.finish(publication.files, bool(len(issues)))
        return report


def check(
    project: Project, issues: Issues, progress: Progress | None = None
) -> tuple[Site, list[Page]]:
    """The site and its pages as they would be; raises `ContentError` where that makes no sense."""
    from kbgen.whole import linked

    with Kept(project, progress) as kept:
        site, pages = linked(project, kept, issues, progress)
        if project.strict:
            issues.refuse_warnings()
        return site, pages


def _pages(
    project: Project,
    chart: Chart,
    kept: Kept,
    publication: Publication,
    issues: Issues,
    progress: Progress | None,
) -> None:
    pages = chart.pages
    compiled = project.own_folder("layouts")
    renderer = Renderer(chart.site, pages, project.layouts, chart.related, issues, compiled)

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


def _files(
    project: Project, chart: Chart, kept: Kept, publication: Publication, issues: Issues
) -> None:
    """Assets and attachments; an edit of records leaves those that stand."""
    if chart.is_edited:
        # Where the site or its manifest is gone, nobody knows which assets there were.
        before = [p for p in publication.before if p.startswith("assets/")]
        is_known = bool(before)
        before += chart.attachments
        if is_known and all([kept.stands(file, kept.last_key(file)) for file in before]):
            for permalink in before:
                publication.keep(permalink)
            return
    from kbgen.stages.assets import assets, attachments

    refuse_unknown(project.layouts, issues)
    for file in (
        *assets(project.layouts, issues),
        *attachments(project.root / "content", chart.attachments, issues),
    ):
        kept.keys[file.permalink] = publication.add(file)


def _index(site: Site, kept: Kept, publication: Publication, progress: Progress | None) -> None:
    for permalink, file in index(site, kept):
        if file is None:
            publication.keep(permalink)
            continue
        if progress:
            progress("Making the search index", 0, 1)
        publication.begin()
        staged = publication.stage(file)
        publication.take(staged)
        kept.keys[permalink] = staged.digest
