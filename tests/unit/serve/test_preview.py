"""What browsers come to know of a preview."""

from __future__ import annotations

import json
import threading
from typing import Any

from kbgen.model.issues import Issue
from kbgen.serve.preview import Fault, Preview, State, fault_of


def told(state: State) -> dict[str, Any]:
    """What a browser makes of the event."""
    lines = state.message().decode().split("\n")
    assert lines[-2:] == ["", ""], "an empty line ends an event"
    (data,) = (line.removeprefix("data: ") for line in lines if line.startswith("data: "))
    found = json.loads(data)
    assert isinstance(found, dict)
    return found


def test_the_version_changes_when_a_file_of_the_site_does() -> None:
    preview = Preview()
    versions = [preview.state.version]
    for has_changed in (True, False, True):
        preview.succeed(has_changed)
        versions.append(preview.state.version)
    assert versions[1] == versions[2]
    assert len(set(versions)) == 3
    assert Preview().state.version != versions[0], "another preview is another site"


def test_failures_are_counted_until_the_site_stands_again() -> None:
    preview, fault = Preview(), Fault("a mistake")
    preview.succeed(has_changed=True)
    version = preview.state.version
    preview.fail([fault])
    preview.fail([fault])
    assert preview.state == State(version, (fault,), 2), "the site is as it was"
    preview.succeed(has_changed=False)
    assert preview.state == State(version)


def test_a_state_is_one_event_whatever_it_says() -> None:
    state = State("v-1", (Fault("line\nbreak\n\ndata: x", "a.md:1:2", hint="\u2028"),), 3)
    assert told(state) == {
        "version": "v-1",
        "faults": [
            {
                "said": "line\nbreak\n\ndata: x",
                "place": "a.md:1:2",
                "kind": "error",
                "hint": "\u2028",
            }
        ],
        "failed": 3,
    }


def test_who_knows_another_state_does_not_wait() -> None:
    preview = Preview()
    first = preview.state
    assert preview.wait(None, 0) is first
    assert preview.wait(first, 0) is first, "after so many seconds there is nothing new"
    preview.succeed(has_changed=True)
    assert preview.wait(first, 10) is preview.state != first


def test_who_waits_is_told_and_at_the_end_let_go() -> None:
    preview = Preview()
    known, heard = preview.state, list[State]()

    def browser() -> None:
        heard.append(preview.wait(known, 10))
        heard.append(preview.wait(heard[0], 10))

    waiting = threading.Thread(target=browser)
    waiting.start()
    preview.fail([Fault("a mistake")])
    failed = preview.state
    assert not preview.is_over
    while not heard:
        waiting.join(0.001)
    preview.end()
    waiting.join(60)
    assert not waiting.is_alive()
    assert heard == [failed, failed]
    assert preview.is_over


def test_an_issue_in_the_parts_that_are_shown() -> None:
    issue = Issue("a\x1b.md", 3, 7, "warning", "bad-value", "said \x07", "try \u202e")
    assert fault_of(issue) == Fault(
        "said \\x07", "a\\x1b.md:3:7", "warning[bad-value]", "try \\u202e"
    )
