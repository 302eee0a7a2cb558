"""What flows between stages: plain values, no file access."""
