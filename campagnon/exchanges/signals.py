"""What this room lets those above it hear."""

from django.dispatch import Signal

# The clock turned: those above take the steps that are due, and answer how many of each.
clock_turned = Signal()  # now
