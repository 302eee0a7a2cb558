"""Pictures drawn at build time: the world map, the timeline, the matrix, bars.

Every function here takes plain values and returns `Markup` that may stand in a page as it is: text
and addresses are escaped, nothing needs a script, and all colours come from `pictures.css` through
classes. The same values give the same bytes.
"""
