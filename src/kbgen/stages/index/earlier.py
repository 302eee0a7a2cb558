"""What the index asks of the builds before and after."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Earlier(Protocol):
    """What earlier builds left, and what this one leaves to the next."""

    fingerprint: str
    chart: str
    """Changes whenever anything that records show of one another does."""

    def recall(self, name: str) -> Any:
        """What the last build noted under that name, None where nothing is known of it."""

    def note(self, name: str, plain: bytes) -> None:
        """Leave something to the next build, as JSON."""

    def analyses(self) -> dict[str, Any]:
        """All that is kept of records, by key."""

    def analysis(self, key: str) -> Any:
        """What is kept of one record, or None."""

    def keep_analysis(self, key: str, plain: bytes | None) -> None:
        """Keep what is known of a record, as JSON; None for what is kept already."""

    def stands(self, permalink: str, key: str) -> bool:
        """Whether the file is there as the last build wrote it, with that digest."""

    def file(self, permalink: str) -> bytes | None:
        """The bytes of a file of the site."""

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """What a function gives for each item."""
