"""Compiled layouts, kept between builds in a folder of the user's own.

Compiling the layouts of one page takes longer than all else that is done for it.
"""

import marshal  # nosec B404
import os
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from kbgen.text.digest import digest_of, digest_of_text

MOST = 1000
"""Compiled layouts that are kept: with more all are given up, since nobody knows which are old."""
_SEAL = len(digest_of(b""))


class CompiledLayouts(BytecodeCache):
    """Compiled layouts in ``folder``, in which nobody else may write: what is there will be run.

    Each lies under a digest of all that it was made from, ``options`` for one, with a seal. One
    that is not whole is made again, and where nothing can be kept nothing is.
    """

    def __init__(self, folder: str, options: str) -> None:
        self._folder = folder
        self._made_by = f"{sys.version}\0{jinja2.__version__}\0{options}"

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The compiled layout, empty where it is not kept."""
        key = digest_of_text(f"{self._made_by}\0{name}\0{filename}\0{source}")
        bucket = Bucket(environment, key, key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` with what is kept for it."""
        try:
            raw = Path(self._folder, bucket.key).read_bytes()
        except OSError:
            return
        seal, code = raw[:_SEAL], raw[_SEAL:]
        if seal == _seal(bucket, code):
            # Nobody but the user who builds can write there, see `places.own_folder`.
            bucket.code = marshal.loads(code)  # nosec B302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in ``bucket``."""
        code = marshal.dumps(bucket.code)
        place = os.path.join(self._folder, bucket.key)
        with suppress(OSError):
            kept = os.listdir(self._folder)
            for name in kept if len(kept) >= MOST else ():
                os.unlink(os.path.join(self._folder, name))
            fresh = Path(f"{place}.{os.getpid()}")
            fresh.write_bytes(_seal(bucket, code) + code)
            os.replace(fresh, place)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return digest_of(bucket.key.encode() + code).encode()
