"""A simulated year: a territory's people, its counter, its networks and its clock, through the real actions.

`make year NEEDS=2000 SEED=1` plays it; docs/ladder.md says what is measured.
"""
