"""The view of a record."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Record
from kbgen.model.site import Page
from kbgen.text.abbreviations import Abbreviations
from kbgen.text.safe import made
from kbgen.text.urls import quoted
from kbgen.views.page import HOME, View
from kbgen.views.parts import Card, Entry, FieldView, Link, Parts
from kbgen.views.sized import sized

BODY = "body"
_GITHUB = "/edit/{branch}/{path}"
_EDIT_FORMS = {
    "gitlab": "/-/edit/{branch}/{path}",
    "bitbucket": "/src/{branch}/{path}?mode=edit&at={branch}",
    **dict.fromkeys(("codeberg", "forgejo", "gitea"), "/_edit/{branch}/{path}"),
}
"""By a part of the host's name: gitlab.com, or somebody's own gitlab.example.org."""
FACTS = "facts-title"
"""The id of the heading above the facts."""


class Group(NamedTuple):
    """Records under a heading."""

    title: str
    cards: Sequence[Card]


class RecordView(NamedTuple):
    """A record as its page shows it."""

    title: str
    collection: Link
    lead: Sequence[FieldView]
    glance: Sequence[FieldView]
    facts: Sequence[FieldView]
    sections: Sequence[FieldView]
    toc: Sequence[Entry]
    related: Sequence[Card]
    backlinks: Sequence[Group]
    map: Markup
    disclaimer: str
    edit: str
    notes: Sequence[str]
    cite: str


def record_view(page: Page, parts: Parts) -> View:
    """The record that the page is about."""
    site = parts.site
    record = site.records[page.subject]
    collection = site.knowledge.collections[record.collection]
    glossary = site.knowledge.glossary
    abbreviations = Abbreviations(
        {a: glossary[a].meaning for a in record.abbreviations}, tuple(glossary)
    )
    placed = _placed(record, collection, parts, page.permalink, abbreviations)
    backlinks = _backlinks(record, placed, parts)
    shown = {c.permalink for view in placed["main"] + placed["facts"] for c in view.cards}
    shown |= {card.permalink for group in backlinks for card in group.cards}
    related = [
        card
        for key, reason in parts.related.get(record.key, ())
        if (card := parts.card(key, reason)).permalink not in shown
    ]
    home = Link(collection.title, f"{collection.name}/index.html")
    view = RecordView(
        record.title,
        home,
        placed["lead"],
        placed["glance"],
        placed["facts"],
        placed["main"],
        _toc(placed, backlinks, related),
        related,
        backlinks,
        _map(record, collection, parts),
        collection.disclaimer,
        _edit(record, parts),
        _notes(record, collection, parts),
        _cite(record, collection, parts),
    )
    return View(record.title, view, record.summary, (HOME, home), view.toc, bool(view.map))


def _placed(
    record: Record, collection: Collection, parts: Parts, page: str, abbreviations: Abbreviations
) -> Mapping[str, list[FieldView]]:
    placed: dict[str, list[FieldView]] = {
        "lead": [],
        "glance": [],
        "facts": [],
        "main": [],
        "hidden": [],
    }
    body = record.prose.get(BODY)
    fields = [f for f in collection.fields.values() if f.name != "title"]
    leads = [f for f in fields if "lead" in f.show]
    for declared in [*leads, *(f for f in fields if "lead" not in f.show)]:
        if body and collection.body_after == "" and "main" in declared.show:
            placed["main"].append(_body(record, collection, parts, page, abbreviations))
            body = None
        view = parts.field(record, declared, page, abbreviations)
        if view:
            place = next(
                place for place in ("lead", "hidden", "facts", "main") if place in declared.show
            )
            glances = place == "facts" and "card" in declared.show
            placed["glance" if glances else place].append(view)
        if body and declared.name == collection.body_after:
            placed["main"].append(_body(record, collection, parts, page, abbreviations))
            body = None
    if body:
        placed["main"].append(_body(record, collection, parts, page, abbreviations))
    return placed


def _body(
    record: Record, collection: Collection, parts: Parts, page: str, abbreviations: Abbreviations
) -> FieldView:
    prose = record.prose[BODY]
    label = collection.body_label or "Description"
    html = made(sized(abbreviations.mark(prose.html), page, parts.site.sizes))
    return FieldView(BODY, "field-body", label, "markdown", html=html, prose=prose)


def _backlinks(record: Record, placed: Mapping[str, list[FieldView]], parts: Parts) -> list[Group]:
    """Records that name this one, under the headings that their fields declare.

    A relation with the same heading as one of the record's own fields joins it: "related" is one
    list whichever of the two records declares it.
    """
    own = {view.label: view for views in placed.values() for view in views if view.cards}
    groups: dict[str, list[Card]] = {}
    for backlink in parts.site.backlinks.get(record.key, ()):
        card = parts.card(backlink.record)
        view = own.get(backlink.heading)
        if view is None:
            cards = groups.setdefault(backlink.heading, [])
            if card not in cards:
                cards.append(card)
        elif card not in view.cards:
            view.cards = [*view.cards, card]
    return [Group(title, cards) for title, cards in groups.items()]


def _toc(
    placed: Mapping[str, Sequence[FieldView]], backlinks: Sequence[Group], related: Sequence[Card]
) -> list[Entry]:
    entries: list[Entry] = []
    for view in placed["main"]:
        entries.append(Entry(view.id, view.label, 2))
        if view.prose:
            entries += [Entry(h.id, h.text, 3) for h in view.prose.headings if h.level == 2]
    end = len(entries)
    entries += [
        Entry(f"backlinks-{n}", group.title, 2) for n, group in enumerate(backlinks, start=1)
    ]
    if related:
        entries.append(Entry("related-title", "You may also want to read", 2))
    if len(entries) <= 2:
        return []
    if placed["facts"]:  # where they do not stand beside the text, they come after it
        title = "More facts" if placed["glance"] else "Key facts"
        entries.insert(end, Entry(FACTS, title, 2))
    return entries


def _map(record: Record, collection: Collection, parts: Parts) -> Markup:
    name = parts.site.config.map
    codes = [
        id
        for declared in collection.of_type("terms")
        if declared.of[0] == name
        for id in record.terms.get(declared.name, ())
    ]
    if not name or not codes:
        return Markup()
    from kbgen.pictures.worldmap import locator_map  # many records have no map

    labels = {id: parts.term(name, id).label for id in codes}
    return locator_map(codes, title="Where: " + ", ".join(labels.values()), labels=labels)


def _edit(record: Record, parts: Parts) -> str:
    """The address at which the host of the repository offers to edit the record's file."""
    config = parts.site.config
    if not config.edit_url and not config.repo_url:
        return ""
    pattern = config.edit_url or config.repo_url + _edit_form(config.repo_url)
    branch, path = quoted(config.branch), quoted(f"content/{record.path}")
    return pattern.replace("{branch}", branch).replace("{path}", path)


def _edit_form(repository: str) -> str:
    """How the host of a repository names the page that edits a file; as GitHub does if unknown."""
    labels = (urlsplit(repository).hostname or "").split(".")
    return next((_EDIT_FORMS[label] for label in labels if label in _EDIT_FORMS), _GITHUB)


def _notes(record: Record, collection: Collection, parts: Parts) -> list[str]:
    notes: dict[str, None] = {}
    for declared in collection.of_type("term", "terms", "sources"):
        for id in record.terms.get(declared.name, ()):
            note = parts.term(declared.of[0], id).note
            if note:
                notes[note] = None
    return list(notes)


def _cite(record: Record, collection: Collection, parts: Parts) -> str:
    """Who, when, title, site, address and licence, as far as the record and the site say them."""
    config = parts.site.config
    who = "; ".join(
        text
        for name in collection.authors
        for text in _names(record, collection.fields[name], parts)
    )
    added = next((v for name in collection.added if (v := record.values.get(name))), None)
    year = f" ({added[:4]})" if isinstance(added, str) else ""
    # Without an author the year stands behind the title.
    title = record.title if record.title.endswith(("?", "!")) else record.title.removesuffix(".")
    cited = [f"{who}{year}", title] if who else [f"{title}{year}"]
    address = f"{config.site_url}/{record.permalink}" if config.site_url else record.permalink
    cited += [f"In: {config.title}", address]
    if config.licence.label:
        cited.append(f"Licence: {config.licence.label}")
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in cited)


def _names(record: Record, declared: Field, parts: Parts) -> list[str]:
    """What the field holds, a term by its full name; broader terms are none of its own."""
    value = record.values.get(declared.name)
    given = [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
    if declared.type in ("term", "terms"):
        terms = parts.taxonomy(declared.of[0]).terms
        return [terms[id].label if id in terms else id for id in given]
    return given
