"""Build again and again, and tell browsers and terminal how it went."""

import sys
import time
import traceback
from collections.abc import Callable
from typing import Protocol

from kbgen.build import build
from kbgen.model.issues import ContentError, Issues, printable
from kbgen.project import Project
from kbgen.serve.preview import Fault, Preview, fault_of
from kbgen.stages.write import WriteError


class ProgressDisplay(Protocol):
    """Is told how far a build has come, and clears what it shows of it at the end."""

    def __call__(self, said: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts are done."""

    def end(self) -> None:
        """Clear what is shown; nothing is where nothing was."""


class Builder:
    """Builds one project for one preview; no build, however bad, ends it."""

    def __init__(
        self,
        project: Project,
        preview: Preview,
        progress: ProgressDisplay,
        tell: Callable[[Issues], None],
        quiet: bool,
        verbose: bool,
    ) -> None:
        self._project, self._preview = project, preview
        self._progress, self._tell = progress, tell
        self._quiet, self._verbose = quiet, verbose

    def build(self) -> None:
        """Build once."""
        issues, started = Issues(), time.perf_counter()
        try:
            report = build(self._project, issues, self._progress)
        except ContentError:
            faults = [fault_of(issue) for issue in issues]
            self._fail(faults, lambda: self._tell(issues))
        except (WriteError, OSError) as error:
            said = f"kbgen: {error}"
            self._fail([Fault(printable(str(error)))], lambda: print(said, file=sys.stderr))
        except Exception as error:
            said = f"a mistake in kbgen itself: {type(error).__name__}: {error}"
            self._fail([Fault(printable(said))], traceback.print_exc)
        else:
            changed = report.written + report.removed
            self._progress.end()
            self._project = self._project._replace(clean=False)  # once is enough
            self._tell(issues)
            if self._verbose and changed:
                print(report)
            if not self._quiet and (changed or self._preview.state.faults):
                seconds = time.perf_counter() - started
                files = "1 file" if changed == 1 else f"{changed} files"
                print(f"built: {files} changed, {seconds:.1f} s", flush=True)
            self._preview.succeed(has_changed=bool(changed))

    def _fail(self, faults: list[Fault], tell: Callable[[], None]) -> None:
        self._progress.end()
        if tuple(faults) != self._preview.state.faults:
            tell()
            print("not built: the last good site stays", file=sys.stderr, flush=True)
        self._preview.fail(faults)
