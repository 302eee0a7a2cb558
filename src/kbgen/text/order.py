"""The order in which readers expect titles."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def alphabetical(text: str) -> str:
    """A key to sort titles by: quotation marks before them, case and accents do not matter."""
    letters = text.casefold()
    if not letters.isascii():
        folded = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in folded if not unicodedata.combining(c))
    for place, character in enumerate(letters):
        if character.isalnum():
            return letters[place:]
    return letters
