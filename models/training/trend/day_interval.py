"""A confidence interval for forecasts that stand and fall together within a day."""

import numpy as np


def interval(values, days, rng, draws=1000):
    """Mean with its 95% interval, bootstrapped over days."""
    _, day = np.unique(days, return_inverse=True)
    sums, counts = np.bincount(day, values), np.bincount(day)
    picks = rng.integers(0, len(sums), (draws, len(sums)))
    means = sums[picks].sum(1) / counts[picks].sum(1)
    return {"mean": float(values.mean()), "low": float(np.quantile(means, 0.025)), "high": float(np.quantile(means, 0.975))}
