"""How passwords are kept: Django's own way, but for those of the demonstration."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class DrawnHasher(PBKDF2PasswordHasher):
    """For passwords that the machine drew, of 72 bits of chance or more, and only for these.

    A slow digest makes up for passwords that people think of, which can be guessed. One of 2^72 equally
    likely ones cannot, however fast the digest; the demonstration draws one and makes eight people
    with it, and slow digests were a third of its start. What people choose later is kept slowly.
    """

    iterations = 10_000
