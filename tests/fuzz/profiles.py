"""How long Hypothesis goes on. `FUZZ=long` (set by `make fuzz`) asks for as much as there is time for."""

import os

from hypothesis import HealthCheck, Phase, settings

LONG = "long"
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "short",
    max_examples=60,
    derandomize=True,  # `make test` says the same each time
    database=None,
    deadline=None,
    suppress_health_check=_SLOW,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
settings.register_profile(
    LONG,
    max_examples=10_000_000,  # until the time is over; see __main__.py
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)


def load() -> None:
    """Take the profile that the environment asks for."""
    settings.load_profile(LONG if os.environ.get("FUZZ") == LONG else "short")
