"""Where things lie on disk, as text: a build that has nothing to do reads no more than this."""

import os
import zlib

MANIFEST = ".kbgen-manifest.json"
"""The file within the site's folder that names what a build wrote there."""

STAGING = ".kbgen-new"
"""The folder within the site's in which a build makes files ready."""


def layout_folders(root: str) -> list[str]:
    """Folders of layouts; a file in an earlier one hides the same file in a later one."""
    return [folder for folder in (f"{root}/layouts", default_layouts()) if os.path.isdir(folder)]


def sources(root: str) -> list[str]:
    """Everything that a build reads."""
    return [f"{root}/content", f"{root}/kbgen.yml", *layout_folders(root)]


def is_left_out(path: str) -> bool:
    """Whether a file in ``content/`` or ``layouts/`` is of no concern: hidden, an editor's copy."""
    return any(n.startswith((".", "#")) or n.endswith("~") for n in path.split("/"))


def kept_folder(root: str) -> str:
    """The folder of what is kept between builds; it may be deleted at any time."""
    return f"{root}/.kbgen"


def above(root: str) -> str:
    """The knowledge base that the folder ``root`` lies in; empty where it lies in none."""
    place = os.path.realpath(root)
    while place != os.path.dirname(place):
        place = os.path.dirname(place)
        if os.path.isdir(f"{place}/content") and os.path.isfile(f"{place}/kbgen.yml"):
            return place
    return ""


def overlap(root: str, site: str) -> str:
    """Why ``site`` is no folder for the site of ``root``, in words; empty where it is one.

    The site must be apart from what is read and kept: a page among the records would be a record of
    the next build. Links are followed, and capitals do not count, as on many disks.
    """
    place = _real(site)
    for name in ("content", "layouts", ".kbgen"):
        own = _real(f"{root}/{name}")
        if place == own:
            return f"that is the folder {name}/ of the knowledge base"
        if place.startswith(f"{own}{os.sep}"):
            return f"that lies within {name}/ of the knowledge base"
        if own.startswith(os.path.join(place, "")):
            return f"{name}/ of the knowledge base lies in there"
    if os.path.join(_real(root), "").startswith(os.path.join(place, "")):
        return "the knowledge base lies in there"
    return ""


def _real(place: str) -> str:
    return os.path.realpath(place).casefold()


def state_file(root: str, site: str) -> str:
    """The state of the last build into ``site``."""
    place = zlib.crc32(os.fsencode(os.path.realpath(site)))
    return f"{kept_folder(root)}/state-{place:08x}"


def own_folder(root: str, name: str) -> str:
    """A folder for what is kept for the user of this computer, whatever the knowledge base is.

    Nobody else can write there, and it came with no checkout: what lies in it was put there by
    kbgen. Empty where that is not so, or cannot be found out. It may be deleted at any time.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/.cache")
    if os.name != "posix" or not os.path.isabs(base):  # a user without a home, for one
        return ""
    folder = os.path.realpath(f"{base}/kbgen/{name}")
    if _is_below(folder, root) or _is_in_checkout(folder):
        return ""
    try:
        os.makedirs(folder, 0o700, exist_ok=True)
        status = os.stat(folder)
    except OSError:
        return ""
    is_own = status.st_uid == os.geteuid() and status.st_mode & 0o777 == 0o700
    return folder if is_own else ""


def _is_below(folder: str, root: str) -> bool:
    return f"{folder}/".startswith(f"{os.path.realpath(root)}/")


def _is_in_checkout(folder: str) -> bool:
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        if os.path.lexists(f"{folder}/.git"):
            return True
    return False


def default_layouts() -> str:
    """The layouts that kbgen comes with: in the wheel, or beside ``src`` in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = f"{package}/default_layouts"
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "layouts")
