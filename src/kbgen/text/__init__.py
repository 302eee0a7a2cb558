"""Functions on strings; they know nothing of records."""
