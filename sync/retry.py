"""How long to leave what failed alone: full jitter with a cap, and what the province asked for.

Forty counters that lost the same line must not come back in the same second.
"""

from __future__ import annotations

from tenacity import RetryCallState, Retrying, wait_random_exponential

from counter_app.domain.errors import CounterError, LineDown, ProvinceBusy, ProvinceRefused

_LINE = wait_random_exponential(multiplier=1, max=60, min=0.5)
_TRANSIENT = wait_random_exponential(multiplier=2, max=15 * 60, min=1)
_REFUSED = wait_random_exponential(multiplier=10 * 60, max=6 * 3600, min=60)  # until someone mends it
_RETRYING = Retrying()


def pause_after(error: CounterError, failures: int) -> float:
    """Seconds until the next try, after `failures` in a row (the one just seen included)."""
    match error:
        case LineDown():
            strategy = _LINE
        case ProvinceRefused():
            strategy = _REFUSED
        case _:
            strategy = _TRANSIENT
    state = RetryCallState(_RETRYING, None, (), {})
    state.attempt_number = min(max(failures, 1), 30)
    asked = error.retry_after if isinstance(error, ProvinceBusy) else None
    return max(float(strategy(state)), asked or 0.0)
