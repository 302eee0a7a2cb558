"""A page for every engine. Each has `find(words)`: a promise that is kept when ten results with
title and summary have been painted."""

from __future__ import annotations

from pathlib import Path

_PAGE = """<!doctype html><html lang="en" data-root=""><meta charset="utf-8"><title>{name}</title>
<ol></ol>{scripts}"""

_SHOW = """
function show(results) {
  document.querySelector("ol").replaceChildren(...results.map(([title, text]) => {
    const item = document.createElement("li"), head = document.createElement("b");
    head.textContent = title;
    item.append(head, " ", text || "");
    return item;
  }));
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(results.length))));
}
"""

_FIND = {
    "kbgen": """
window.find = (words, typing) => new Promise((done) => {
  let first = true;
  kbgen.search.run({ words, typing: Boolean(typing) }, (answer) => {
    if (answer.error) throw new Error(answer.error);
    if (!first) return;
    first = false;
    const text = (pieces) => pieces.map(([piece]) => piece).join("");
    show(answer.hits.map((hit) => [text(hit.title), text(hit.excerpt)])).then(done);
  });
});
""",
    "lunr": """
let index, documents;
window.find = async (words) => {
  if (!index) {
    const [first, second] = await Promise.all([fetch("index.json"), fetch("documents.json")]);
    index = lunr.Index.load(await first.json());
    documents = await second.json();
  }
  return show(index.search(words).slice(0, 10).map(({ ref }) => documents[ref]));
};
""",
    "minisearch": """
let index;
window.find = async (words) => {
  index = index || MiniSearch.loadJSON(await (await fetch("index.json")).text(), {
    fields: ["title", "summary", "body", "tags", "countries", "organisations"],
    storeFields: ["title", "summary"], idField: "slug",
  });
  const boost = { title: 8, summary: 3, tags: 4, countries: 4, organisations: 2 };
  return show(index.search(words, { boost })
    .slice(0, 10).map(({ title, summary }) => [title, summary]));
};
""",
    "pagefind": """
let pagefind;
window.find = async (words) => {
  pagefind = pagefind || await import("./pagefind/pagefind.js");
  const { results } = await pagefind.search(words);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return show(shown.map(({ meta, excerpt }) => [meta.title, excerpt]));
};
""",
}
_LIBRARIES = {
    "kbgen": "assets/js/search/loader.js",
    "lunr": "lunr.min.js",
    "minisearch": "minisearch.js",
}


def write_page(name: str, folder: Path) -> None:
    """Writes the page of an engine beside its index."""
    (folder / "find.js").write_text(_SHOW + _FIND[name], "utf-8")
    sources = [*([_LIBRARIES[name]] if name in _LIBRARIES else []), "find.js"]
    scripts = "".join(f'<script src="{source}"></script>' for source in sources)
    (folder / "index.html").write_text(_PAGE.format(name=name, scripts=scripts), "utf-8")
