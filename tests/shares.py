"""Which files of tests each worker of a quick run takes.

``pytest -n 3 --dist each --shares`` lets every worker collect and run only its share. Left to
itself, pytest-xdist lets each of them collect all tests, which takes as long as to run a third.
"""

from __future__ import annotations

from collections.abc import Iterable

SECONDS = {
    "unit/serve/test_rebuilding.py": 6.5,
    "site_checks/test_html.py": 2.0,
    "writing/test_faults.py": 1.8,
    "unit/serve/test_faults.py": 1.8,
    "unit/serve/test_serving.py": 1.4,
    "hostile/test_cost.py": 1.3,
    "unit/search/test_our_site.py": 1.3,
    "unit/pictures/test_geography.py": 1.2,
    "writing/test_incremental.py": 1.2,
    "writing/test_index_edits.py": 1.2,
    "writing/test_compiled_layouts.py": 1.1,
    "unit/search/test_exact.py": 1.1,
    "test_command.py": 1.1,
    "writing/test_write.py": 1.0,
    "writing/test_charts.py": 1.0,
    "site_checks/test_installed.py": 0.9,
    "unit/search/test_answers.py": 0.9,
    "unit/search/test_patch.py": 0.9,
    "unit/test_new.py": 0.8,
    "test_floors.py": 0.7,
    "unit/stages/render/test_render.py": 0.7,
    "test_clean.py": 0.7,
    "hostile/test_doors.py": 0.6,
    "test_docs.py": 0.6,
    "writing/test_killed.py": 0.6,
    "writing/test_site_url.py": 0.5,
    "unit/search/test_analysis.py": 0.4,
    "test_content.py": 0.4,
    "golden/test_golden.py": 0.4,
    "golden/test_messages.py": 0.3,
    "hostile/test_payloads.py": 0.3,
    "hostile/test_found.py": 0.3,
    "unit/pictures/test_worldmap.py": 0.3,
}
"""About how long the longer files take; all others together are as long as a few of these."""
OTHERS = 0.06


def seconds(file: str) -> float:
    """About how long a file of tests takes, by its path in the folder of tests."""
    return SECONDS.get(file, OTHERS)


def share(files: Iterable[str], number: int, count: int) -> set[str]:
    """Those of the files that worker ``number`` of ``count`` takes: shares about equally long.

    The longest file goes first, each to the worker who has least (Graham's LPT rule, SIAM Journal
    on Applied Mathematics 17, 1969): no share is longer than 4/3 of the best that there is.
    """
    shares: list[set[str]] = [set() for _ in range(count)]
    loads = [0.0] * count
    for file in sorted(files, key=lambda file: (-seconds(file), file)):
        least = loads.index(min(loads))
        shares[least].add(file)
        loads[least] += seconds(file)
    return shares[number]
