"""Identifiers that people see in addresses: nobody can guess a neighbour's."""

import secrets


def new_public_id() -> str:
    """Twelve URL-safe characters, 72 bits."""
    return secrets.token_urlsafe(9)


def new_token() -> str:
    """A secret that stands for its holder: 32 characters, 192 bits."""
    return secrets.token_urlsafe(24)
