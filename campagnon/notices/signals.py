"""What this room lets those above it hear, inside the transaction that did it."""

from django.dispatch import Signal

need_published = Signal()  # need
need_closed = Signal()  # need, by
need_changed = Signal()  # need, before (its Terms), now
offer_listed = Signal()  # offer
