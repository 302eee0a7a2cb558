"""Show a site while it is written: build on every change, and let browsers load it anew.

Nothing of this gets into the site's folder: what a page needs for it is added on its way out.
"""

import signal
import sys
import threading
import webbrowser
from collections.abc import Callable

from kbgen.model.issues import Issues
from kbgen.project import Project
from kbgen.serve.address import AddressError, loopback, web_address
from kbgen.serve.preview import Preview
from kbgen.serve.rebuilding import Builder, ProgressDisplay
from kbgen.serve.server import listen
from kbgen.serve.watching import Changes

FINE, NOT_POSSIBLE, WRONG_USAGE = 0, 1, 2
END_WITHIN = 0.05
"""Seconds within which the server notices that it is to end."""


def serve(
    project: Project,
    address: str,
    progress: ProgressDisplay,
    tell: Callable[[Issues], None],
    *,
    open_browser: bool = False,
    livereload: bool = True,
    quiet: bool = False,
    verbose: bool = False,
) -> int:
    """Show ``project`` at ``address`` until Ctrl-C, and ``tell`` of its issues; the exit status.

    The address is one of this computer alone. While content is wrong, the last good site stays, and
    pages show the issues.
    """
    preview = Preview()
    try:
        host, port = loopback(address)
    except AddressError as error:
        return _refused(error, WRONG_USAGE)
    try:
        server, link = listen(host, port, project.site, preview, livereload)
    except AddressError as error:
        return _refused(error, NOT_POSSIBLE)
    if port and link != web_address(host, port):
        print(f"kbgen: port {port} is taken", file=sys.stderr)
    # Whoever ends a preview politely gets the same end as Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    changes, builder = Changes(project), Builder(project, preview, progress, tell, quiet, verbose)
    try:
        threading.Thread(target=server.serve_forever, args=[END_WITHIN], daemon=True).start()
        changes.start()
        builder.build()
        print(f"serving {link} (Ctrl-C ends it)", flush=True)
        if open_browser:
            webbrowser.open(link)
        while True:
            changes.wait()
            builder.build()
    except KeyboardInterrupt:
        return FINE
    finally:
        changes.stop()
        preview.end()
        server.shutdown()
        server.server_close()


def _refused(error: AddressError, status: int) -> int:
    print(f"kbgen: {error}", file=sys.stderr)
    return status
