"""Words that say nothing about a record: English, and those of French and Spanish queries.

They are left out of every field but the heaviest, unless written in capitals ("WHO", "IT").
"""

from __future__ import annotations

_WORDS = (
    "a about after all also am an and any are as at be because been but by can cannot could"
    " did do does either else ever every for from get got had has have he her hers him his how"
    " however i if in into is it its just let may me might most must my neither no nor not of"
    " off often on only or other our own rather said say says she should since so some than"
    " that the their them then there these they this to too us was we were what when where"
    " which while who whom why will with would yet you your"
    " de la le les des du et el los las del en une y por para au aux avec dans pour sur al con sus"
)
STOP_WORDS = frozenset(_WORDS.split())
