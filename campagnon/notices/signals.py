"""What this room lets those above it hear, inside the transaction that did it."""

from django.dispatch import Signal

need_published = Signal()  # need
need_closed = Signal()  # need, by
offer_listed = Signal()  # offer
