"""Walk-forward folds: every block is predicted by a model that saw only what lies before it."""

from datetime import datetime, timezone

import numpy as np

DAY = 86_400_000.0
# A day between the last outcome trained on and the first row predicted: volatility carries over for hours.
EMBARGO = DAY


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000


STARTS = ["2023-01-01", "2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01", "2025-02-15"]


def walk_forward(samples, test_from):
    """Yields (training mask, prediction mask). Outcomes that reach past a boundary are purged on both sides."""
    edges = [at(text) for text in STARTS] + [test_from]
    for start, end in zip(edges, edges[1:]):
        train = (samples.end <= start - EMBARGO) & ~samples.held_out
        block = (samples.ts >= start) & (samples.end <= end - EMBARGO)
        known = np.bincount(samples.timeframe[train], minlength=16) > 20_000
        yield train, block & known[samples.timeframe]


def before_test(samples, test_from):
    return (samples.end <= test_from - EMBARGO) & ~samples.held_out
