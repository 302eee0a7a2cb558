"""kbgen: a folder of Markdown records becomes a searchable knowledge base.

The package from the ground up; a module imports only from lower floors:

    text      functions on strings: front matter, Markdown, slugs, links
    model     what flows between stages: issues, collections, taxonomies, records, the site
    search    analysis, the search index and its queries
    pictures  map, timeline and bars as SVG
    views     what a layout sees of a page
    stages    load, validate, link, plan, relate, render, index, assets, check, write: one step each
    memo      results of pure functions, kept between builds
    records   records, read or as they are kept
    chart     a linked site, and how the next build takes it over
    whole     the stages that compare all records; an edit may do without
    build     the order of the stages: with ``whole`` the only place that knows it
    serve     the preview server
    build_command  asked for most: with nothing to do it ends before anything heavy is imported
    options   the words that commands take
    commands  all commands: what a user types, and what is said back
    cli       the start
"""

__version__ = "0.1.0"
