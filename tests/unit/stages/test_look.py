"""Records that nothing leads to."""

from kbgen.model.issues import Issues
from kbgen.stages.look import look
from tests.make import make_site

FILES = {
    "content/_taxonomies/places.yml": "title: Places\nterms:\n  fra: {label: France}\n",
    "content/practices/_collection.yml": (
        "title: Practices\nfields:\n  title: {label: Title, required: true}\n"
        "  places: {label: Places, type: terms, of: places}\n"
        "  related: {label: Related, type: records, of: practices, inverse: Related}\n"
    ),
    "content/notes/_collection.yml": (
        "title: Notes\nfields:\n  title: {label: Title, required: true}\n"
    ),
    "content/notes/n.md": "---\ntitle: N\n---\n",
    "content/practices/lone.md": "---\ntitle: Lone\n---\n",
    "content/practices/placed.md": "---\ntitle: Placed\nplaces: [fra]\n---\n",
    "content/practices/names.md": "---\ntitle: Names\nrelated: [named]\n---\n",
    "content/practices/named.md": "---\ntitle: Named\n---\n",
}


def test_a_record_without_any_way_to_it_is_told() -> None:
    issues = Issues()
    site, _ = make_site(FILES, issues)
    look(site, issues)
    assert [(i.path, i.code, i.severity) for i in issues] == [
        ("content/practices/lone.md", "orphan", "warning")
    ]
