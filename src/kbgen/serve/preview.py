"""What the browsers that show the preview have to know, and how they come to know it."""

import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kbgen.model.issues import Issue, printable


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why the site could not be built, in the parts that are shown."""

    said: str
    place: str = ""
    kind: str = "error"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How the last build ended."""

    version: str
    """Another one whenever a file of the site has changed."""
    faults: tuple[Fault, ...] = ()
    failed: int = 0
    """How many builds have failed since the last good one: each of them is told."""

    def message(self) -> bytes:
        """The state as one event of an event stream."""
        return f"retry: 500\ndata: {json.dumps(asdict(self))}\n\n".encode()


class Preview:
    """The state that threads share; a browser waits here for the next one."""

    def __init__(self) -> None:
        # Browsers that were left open by an earlier preview know another name, and load anew.
        self._name = secrets.token_hex(4)
        self._builds = 0
        self._changed = threading.Condition()
        self._state = State(f"{self._name}-0")
        self._is_over = False

    @property
    def state(self) -> State:
        """The present state."""
        return self._state

    @property
    def is_over(self) -> bool:
        """Whether the preview has ended."""
        return self._is_over

    def succeed(self, has_changed: bool) -> None:
        """The site stands; ``has_changed``: not all of it as it stood before."""
        self._builds += has_changed
        self._become(State(f"{self._name}-{self._builds}"))

    def fail(self, faults: Iterable[Fault]) -> None:
        """The site could not be built, and is as it was."""
        self._become(State(self._state.version, tuple(faults), self._state.failed + 1))

    def end(self) -> None:
        """Let go of everyone who waits."""
        self._is_over = True
        self._become(self._state)

    def wait(self, known: State | None, seconds: float) -> State:
        """The state as soon as it is another than ``known``, or after ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._state != known, seconds)
            return self._state

    def _become(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()


def fault_of(issue: Issue) -> Fault:
    """``issue`` in the parts that are shown."""
    return Fault(
        printable(issue.message),
        f"{printable(issue.path)}:{issue.line}:{issue.column}",
        f"{issue.severity}[{issue.code}]",
        printable(issue.hint),
    )
