"""A knowledge base, and where its site goes."""

from pathlib import Path
from typing import NamedTuple

from kbgen import places


class Project(NamedTuple):
    """A knowledge base on disk, and where its site goes."""

    root: Path
    site: Path
    strict: bool = False
    """Whether warnings keep the site from being built."""
    site_url: str = ""
    """The address at which the site will be published, where the one in kbgen.yml is not it."""
    clean: bool = False
    """Whether nothing that is kept of earlier builds may be taken over."""

    @property
    def layouts(self) -> list[Path]:
        """Folders of layouts; a file in an earlier one hides the same file in a later one."""
        return [Path(folder) for folder in places.layout_folders(str(self.root))]

    @property
    def sources(self) -> list[Path]:
        """Everything that a build reads."""
        return [Path(place) for place in places.sources(str(self.root))]

    @property
    def kept(self) -> Path:
        """The folder of what is kept between builds; it may be deleted at any time."""
        return Path(places.kept_folder(str(self.root)))

    def own_folder(self, name: str) -> str:
        """A folder of the user's own, outside of this knowledge base.

        Empty where there is none, or nothing that is kept may be taken over.
        """
        return "" if self.clean else places.own_folder(str(self.root), name)
