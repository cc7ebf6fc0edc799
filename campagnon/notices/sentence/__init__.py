"""Understand one sentence: what is asked or offered, where, when, how. Nothing here knows Django."""
