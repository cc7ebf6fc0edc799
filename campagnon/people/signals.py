"""What the rooms above may hear: somebody arrived, somebody left; sent inside the transaction."""

from django.dispatch import Signal

account_opened = Signal()  # user, request (None when no page was involved)
account_closed = Signal()  # user
