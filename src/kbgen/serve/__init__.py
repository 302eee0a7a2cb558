"""Show a site while it is written: build on every change, and let browsers load it anew.

Nothing of this gets into the site's folder: what a page needs for it is added on its way out.
"""

import signal
import sys
import threading
import time
import traceback
import webbrowser

from kbgen.build import build
from kbgen.model.issues import ContentError, Issues, printable
from kbgen.project import Project
from kbgen.serve.address import AddressError, loopback, web_address
from kbgen.serve.preview import Fault, Preview, fault_of
from kbgen.serve.server import listen
from kbgen.serve.watching import Changes
from kbgen.stages.write import WriteError

FINE, NOT_POSSIBLE, WRONG_USAGE = 0, 1, 2


def serve(project: Project, address: str, open_browser: bool, livereload: bool) -> int:
    """Show ``project`` at ``address`` until Ctrl-C; the exit status.

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
    changes = Changes(project)
    try:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        changes.start()
        _rebuild(project, preview)
        print(f"serving {link} (Ctrl-C ends it)", flush=True)
        if open_browser:
            webbrowser.open(link)
        while True:
            changes.wait()
            _rebuild(project, preview)
    except KeyboardInterrupt:
        return FINE
    finally:
        changes.stop()
        preview.end()
        server.shutdown()
        server.server_close()


def _rebuild(project: Project, preview: Preview) -> None:
    """Build, and tell browsers and terminal how it went; no build, however bad, ends a preview."""
    issues, started = Issues(), time.perf_counter()
    try:
        report = build(project, issues)
    except ContentError:
        _fail(preview, [fault_of(issue) for issue in issues], [str(issue) for issue in issues])
    except (WriteError, OSError) as error:
        _fail(preview, [Fault(str(error))])
    except Exception as error:
        said = f"a mistake in kbgen itself: {type(error).__name__}: {error}"
        _fail(preview, [Fault(printable(said))], [traceback.format_exc()])
    else:
        changed = report.written + report.removed
        for issue in issues:
            print(issue, file=sys.stderr)
        if changed or preview.state.faults:
            seconds = time.perf_counter() - started
            print(f"built: {changed} files changed, {seconds:.1f} s", flush=True)
        preview.succeed(has_changed=bool(changed))


def _fail(preview: Preview, faults: list[Fault], lines: list[str] | None = None) -> None:
    if tuple(faults) != preview.state.faults:
        for line in lines or [f"kbgen: {fault.said}" for fault in faults]:
            print(line, file=sys.stderr)
        print("not built: the last good site stays", file=sys.stderr, flush=True)
    preview.fail(faults)


def _refused(error: AddressError, status: int) -> int:
    print(f"kbgen: {error}", file=sys.stderr)
    return status
