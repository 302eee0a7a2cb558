"""Where things lie on disk, as text: a build that has nothing to do reads no more than this."""

import os
import zlib


def layout_folders(root: str) -> list[str]:
    """Folders of layouts; a file in an earlier one hides the same file in a later one."""
    return [folder for folder in (f"{root}/layouts", default_layouts()) if os.path.isdir(folder)]


def sources(root: str) -> list[str]:
    """Everything that a build reads."""
    return [f"{root}/content", f"{root}/kbgen.yml", *layout_folders(root)]


def is_left_out(path: str) -> bool:
    """Whether a file or folder in ``content/`` is no content: hidden, or an editor's own copy."""
    return any(n.startswith((".", "#")) or n.endswith("~") for n in path.split("/"))


def kept_folder(root: str) -> str:
    """The folder of what is kept between builds; it may be deleted at any time."""
    return f"{root}/.kbgen"


def state_file(root: str, site: str) -> str:
    """The state of the last build into ``site``."""
    place = zlib.crc32(os.fsencode(os.path.realpath(site)))
    return f"{kept_folder(root)}/state-{place:08x}"


def default_layouts() -> str:
    """The layouts that kbgen comes with: in the wheel, or beside ``src`` in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = f"{package}/default_layouts"
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "layouts")
