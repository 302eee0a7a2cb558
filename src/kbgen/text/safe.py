"""The one door through which made HTML enters a layout unescaped."""

from markupsafe import Markup


def made(html: str) -> Markup:
    """HTML that kbgen made and escaped itself: rendered Markdown, or escaped text with marks in it.

    Nothing else may come through here: everything else is escaped by the layouts.
    """
    # Sound because raw HTML is off in Markdown, and texts are escaped before they come here.
    return Markup(html)  # nosec B704
