"""Make the files of search, or those of them that have to change."""

from collections.abc import Iterator

from kbgen.model.site import OutputFile, Site
from kbgen.stages.index.earlier import Earlier

Indexed = tuple[str, OutputFile | None]
"""A permalink and its file; None where that stays as the last build wrote it."""


def index(site: Site, earlier: Earlier) -> Iterator[Indexed]:
    """The files for search, of the kind that the site asks for."""
    # A site has one kind, and does not import what another needs.
    if site.config.search == "json":
        from kbgen.stages.index.records import RECORDS, records_file

        yield RECORDS, records_file(site, earlier)
    if site.config.search == "lunr":
        from kbgen.stages.index.absent import absent_file
        from kbgen.stages.index.lunr import lunr_files

        for permalink, content in lunr_files(site, earlier):
            yield permalink, None if content is None else OutputFile(permalink, content)
        file = absent_file(site)
        yield file.permalink, file
