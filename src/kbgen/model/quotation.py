"""Read values without the typographic quotation marks around them."""

from yaml.nodes import MappingNode, Node, ScalarNode

from kbgen.model.values import Reader
from kbgen.text.quotation import MARKS, without_marks


def unquote(node: Node, source: str, reader: Reader) -> None:
    """Take typographic quotation marks off the values of ``node``, each with a warning.

    ``source`` is what ``node`` was composed from. A value in straight quotes or in a block is left
    as it is: there they are part of the text.
    """
    if source.isascii() or not any(mark in source for mark in MARKS):
        return
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif not isinstance(node, ScalarNode):
            waiting += node.value
        elif not node.style and (value := without_marks(node.value)):
            said = (
                f"typographic quotation marks stand around {value[:80]!r}: it is read without them"
            )
            hint = "delete them, or put straight quotes around them if readers shall see them"
            reader.warning(node, "quotation-marks", said, hint)
            node.value = value
