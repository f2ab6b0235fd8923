"""What a unit's own papers look like: its kit, as data. The forms of the law look as the law has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """`logo`: a PNG, empty: none. `accent`: `#rrggbb`, empty: black. `slogan` stands at the foot of each page.

    Raises ValueError for a colour that is none.
    """

    logo: bytes = field(default=b"", repr=False)
    accent: str = ""
    slogan: str = ""

    def __post_init__(self) -> None:
        if self.accent and not _COLOUR.fullmatch(self.accent):
            raise ValueError("not #rrggbb")


PLAIN = Identity()
