"""What the rooms above may hear, inside the transaction."""

from django.dispatch import Signal

# Something left the site in bulk.
exported = Signal()  # entry, what, count, by
