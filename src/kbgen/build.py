"""A build, from a folder of content to a site: the only place that knows the order of the stages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.model.issues import Issues
from kbgen.model.record import Record
from kbgen.model.site import OutputFile, Page, Site
from kbgen.stages.assets import assets, attachments
from kbgen.stages.declare import declare
from kbgen.stages.index import index
from kbgen.stages.link import link
from kbgen.stages.load import load
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.stages.render import Renderer
from kbgen.stages.validate import validate
from kbgen.stages.write import Publication, Report

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Project:
    """A knowledge base on disk, and where its site goes."""

    root: Path
    site: Path
    strict: bool = False

    @property
    def layouts(self) -> list[Path]:
        """Folders of layouts; a file in an earlier one hides the same file in a later one."""
        own = self.root / "layouts"
        return [folder for folder in (own, default_layouts()) if folder.is_dir()]


def default_layouts() -> Path:
    """The layouts that kbgen comes with: in the wheel, or beside ``src`` in a checkout."""
    installed = Path(__file__).parent / "default_layouts"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "layouts"


def check(project: Project, issues: Issues, progress: Progress | None = None) -> tuple[Site, list[Page]]:
    """The site and its pages as they would be; raises `ContentError` where that makes no sense."""
    content = load(project.root, issues)
    knowledge = declare(content, issues)
    issues.stop_on_errors()
    records: list[Record] = []
    for number, document in enumerate(content.documents, start=1):
        record = validate(document, knowledge, issues)
        if record:
            records.append(record)
        if progress:
            progress("Reading", number, len(content.documents))
    site = link(records, knowledge, issues)
    issues.stop_on_errors()
    pages = plan(site, issues)
    issues.stop_on_errors()
    if project.strict:
        issues.refuse_warnings()
    return site, pages


def build(project: Project, issues: Issues, progress: Progress | None = None) -> Report:
    """Build the site; raises `ContentError` for wrong content, `WriteError` when it cannot be written.

    When it raises, the site that stood before is as it was.
    """
    site, pages = check(project, issues, progress)
    publication = Publication(project.site)
    for file in _files(project, site, pages, issues, progress):
        publication.add(file)
    try:
        issues.stop_on_errors()
    except Exception:
        publication.abandon()
        raise
    return publication.publish()


def _files(
    project: Project, site: Site, pages: list[Page], issues: Issues, progress: Progress | None
) -> Iterator[OutputFile]:
    renderer = Renderer(site, pages, project.layouts, relate(site), issues)
    for number, page in enumerate(pages, start=1):
        file = renderer.render(page)
        if file:
            yield file
        if progress:
            progress("Making pages", number, len(pages))
    yield from assets(project.layouts, issues)
    yield from attachments(project.root / "content", sorted(_named_files(site)), issues)
    yield from index(site, lambda record, make: make())


def _named_files(site: Site) -> set[str]:
    records = (*site.records.values(), *site.texts.values())
    return {r.target for record in records for r in record.references if r.kind == "file"}
