"""What careless and hostile authors may write, for property tests."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from tests.trials import amount

quick = settings(max_examples=amount(100, few=10), deadline=None, derandomize=True, database=None)
"""The same examples in every run: a failure is the change's, not luck's."""

dear = settings(quick, max_examples=amount(40, few=6))
"""For examples that take longer."""

_SIGNS = """
--- title: scope: scopes: dates: figures: related: context: fields: terms: label: type: of: rules:
when: needs: - [ ] { } , : ? | > & * ! % @ ` ' " # ~ null true NO 1.10 0123 2023-02-30 0000 2013
present <script> </script> onerror= javascript:alert(1) [x](other.md) ![](a.png) [x](javascript:x)
[x](#y) ## # [^1] [^1]: ../ %2e%2e $ \\ \\u202e &a *a <<: !!int !x {{ }} {% global Global local
other A
"""
SNIPPETS = (*_SIGNS.split(), "\u00a0", "\u200b", "\u0130", "\ufb01", "\u0660", "é", "国", "😀")

soup = st.lists(
    st.one_of(
        st.sampled_from([*SNIPPETS, " ", "  ", "\n", "\n", "\n  ", "\n- ", ": ", "\t", "\r\n"]),
        st.text(max_size=6),
    ),
    max_size=40,
).map("".join)
"""Text in which the signs of YAML and Markdown are likely."""

some_bytes = st.one_of(
    st.binary(max_size=80), soup.map(lambda text: text.encode("utf-8", "surrogatepass"))
)

front_matter = st.tuples(soup, soup).map(lambda both: f"---\ntitle: A\n{both[0]}\n---\n{both[1]}")
"""A record with its fences in place."""
