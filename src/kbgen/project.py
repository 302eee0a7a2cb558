"""Where a knowledge base, its layouts, its site and what is kept between builds lie on disk."""

from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class Project(NamedTuple):
    """A knowledge base on disk, and where its site goes."""

    root: Path
    site: Path
    strict: bool = False
    """Whether warnings keep the site from being built."""

    @property
    def layouts(self) -> list[Path]:
        """Folders of layouts; a file in an earlier one hides the same file in a later one."""
        own = self.root / "layouts"
        return [folder for folder in (own, default_layouts()) if folder.is_dir()]

    @property
    def sources(self) -> list[Path]:
        """Everything that a build reads."""
        return [self.root / "content", self.root / "kbgen.yml", *self.layouts]

    @property
    def kept(self) -> Path:
        """The folder of what is kept between builds; it may be deleted at any time."""
        return self.root / ".kbgen"

    @property
    def state(self) -> Path:
        """The state of the last build into this site's folder."""
        place = blake2b(str(self.site.resolve()).encode("utf-8", "surrogateescape"), digest_size=6)
        return self.kept / f"state-{place.hexdigest()}.json"


def default_layouts() -> Path:
    """The layouts that kbgen comes with: in the wheel, or beside ``src`` in a checkout."""
    installed = Path(__file__).parent / "default_layouts"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "layouts"
