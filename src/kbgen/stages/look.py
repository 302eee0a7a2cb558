"""Look at the linked site for what is sound and yet unwise."""

from kbgen.model.issues import Issues
from kbgen.model.site import Site


def look(site: Site, issues: Issues) -> None:
    """Warn of orphans: records to which only the list of their collection leads."""
    for record in site.records.values():
        key = record.key
        if record.terms or key in site.relations or key in site.backlinks:
            continue
        fields = site.knowledge.collections[record.collection]
        ways = list(fields.of_type("term", "terms", "record", "records"))
        if ways:
            said = "no term and no other record leads to this record"
            names = " or ".join(field.name for field in ways[:3])
            issues.warning("orphan", said, f"content/{record.path}", hint=f"give it {names}")
