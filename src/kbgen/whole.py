"""The whole way: all records are read, or taken as they are kept, and compared with one another."""

from typing import Any

from kbgen.chart import Chart, keep, knowledge_of
from kbgen.kept import Kept, Progress
from kbgen.model.declared import plain_declared
from kbgen.model.issues import Issue, Issues
from kbgen.model.plain import packed
from kbgen.model.record import Content
from kbgen.model.site import Knowledge, Page, Site
from kbgen.project import Project
from kbgen.records import Records
from kbgen.stages.assets import layouts_digest
from kbgen.stages.declare import declarations_digest, declare
from kbgen.stages.files import look_at_files
from kbgen.stages.link import link
from kbgen.stages.load import load, refuse_links
from kbgen.stages.look import look
from kbgen.stages.plan import plan
from kbgen.stages.relate import Before, relate
from kbgen.views.keys import Keys, digest
from kbgen.views.matrices import in_use


def linked(
    project: Project, kept: Kept, issues: Issues, progress: Progress | None
) -> tuple[Site, list[Page]]:
    """The site and its pages; raises `ContentError` where going on makes no sense."""
    content = load(project.root, issues, kept.digest_of)
    refuse_links(project.root / "layouts", issues)
    kept.digests = {document.path: document.digest for document in content.documents}
    knowledge = _declared(content, kept, issues, project.site_url)
    records = list(Records(project, knowledge, kept).all(content, issues, progress))
    read = {record.path for record in records}
    unread = [document.path for document in content.documents if document.path not in read]
    site = link(records, knowledge, issues, unread)
    site = site._replace(sizes=look_at_files(project.root / "content", site, issues))
    pages = plan(site, issues)
    issues.stop_on_errors()
    look(site, issues)
    return site, pages


def drawn(project: Project, kept: Kept, issues: Issues, progress: Progress | None) -> Chart:
    """The chart of the site as it is now, kept for the next build."""
    kept.forget_unused = True
    site, pages = linked(project, kept, issues, progress)
    related, features = relate(site, _before(kept, site.knowledge))
    menu = [f"{text.key} {text.title}" for text in site.texts.values()]
    menu += [matrix.slug for matrix in in_use(site)]
    base = digest(kept.fingerprint, site.knowledge.digest, layouts_digest(project.layouts), *menu)
    chart = keep(site, pages, related, Keys(site, related, base), kept, issues)
    # As one text each they are read and written five times as fast; there is no blank in a feature.
    kept.keep("features", chart.name, packed({k: " ".join(its) for k, its in features.items()}))
    return chart


def _before(kept: Kept, knowledge: Knowledge) -> Before | None:
    """The site of the last chart, if its declarations are still the same."""
    plain = kept.charted()
    features = plain and kept.result("features", kept.last_chart)
    if not features or plain["declarations"] != knowledge.digest:
        return None
    faces = {path: face for path, face, _, _ in plain["records"]}
    found = {key: its.split() for key, its in features.items()}
    return Before(faces, plain["relations"], plain["backlinks"], found, plain["related"])


def _declared(content: Content, kept: Kept, issues: Issues, site_url: str) -> Knowledge:
    """The declarations, read or as they are kept; raises `ContentError` for wrong ones.

    ``site_url``, if any, counts for more than that of kbgen.yml.
    """
    name = declarations_digest(content)
    plain = kept.result("declared", name)
    if plain is None:
        found = Issues()
        knowledge = declare(content, found)
        issues.extend(found)
        found.stop_on_errors()  # against wrong declarations every record would be wrong
        if site_url:
            knowledge = knowledge._replace(config=knowledge.config._replace(site_url=site_url))
        kept.keep("declared", name, packed([list(found), plain_declared(_parts(knowledge))]))
        return knowledge
    said, parts = plain
    issues.extend([Issue(*issue) for issue in said])
    return knowledge_of(parts, content.files, name)


def _parts(its: Knowledge) -> tuple[Any, ...]:
    lists = (its.glossary, its.events, its.synonyms)
    return (its.config, its.collections, its.taxonomies, *lists)
