"""What the rooms above may hear: somebody arrived, somebody left; sent inside the transaction."""

from django.dispatch import Signal

account_opened = Signal()  # user, request
account_closed = Signal()  # user
