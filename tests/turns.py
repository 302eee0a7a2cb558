"""Which files of tests begin first: at the end of a run no processor shall wait for a long one."""

from __future__ import annotations

LONG = (
    "unit/serve/test_rebuilding.py",
    "site_checks/test_html.py",
    "hostile/test_cost.py",
    "test_processes.py",
    "unit/search/test_exact.py",
    "writing/test_faults.py",
    "unit/pictures/test_geography.py",
    "writing/test_index_edits.py",
    "writing/test_charts.py",
    "unit/search/test_patch.py",
    "unit/search/test_our_site.py",
    "writing/test_incremental.py",
    "test_command.py",
    "site_checks/test_installed.py",
    "golden/test_golden.py",
    "unit/serve/test_faults.py",
    "unit/serve/test_serving.py",
    "unit/search/test_answers.py",
)
"""Those that take long. The first waits for previews, and leaves the processors to others."""

_turns = {f"tests/{file}": number for number, file in enumerate(LONG)}


def turn(test: str) -> int:
    """The place of a test, by its id, among those that begin; all other files are equal."""
    return _turns.get(test.partition("::")[0], len(LONG))
