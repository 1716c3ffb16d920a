"""What stands after Mr. or Ms. in a person's name."""

from __future__ import annotations

import pytest

from talleyrand.codebook.offices import short_name


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Xi Jinping", "Xi"),
        ("Wang Yi", "Wang"),
        ("Emmanuel Macron", "Macron"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("United States", "United States"),
        ("Ministry of Defence", "Ministry of Defence"),
    ],
)
def test_surnames(name: str, surname: str) -> None:
    assert short_name(name) == surname
