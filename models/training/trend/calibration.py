"""Maps raw scores to probabilities and quantiles, fitted on walk-forward predictions only."""

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import QuantileRegressor

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
VOLATILITY_BINS = 3


def stack_inputs(probabilities, size, horizon_log2):
    """What the calibration reads: log probabilities, log size, log2 horizon, 1."""
    return np.column_stack(
        [np.log(np.clip(probabilities, 1e-6, 1)), np.log(size), horizon_log2, np.ones(len(size))]
    )


def softmax(logits):
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def fit_probabilities(stacked, outcome, weight, ridge=1e-4):
    """Multinomial logistic regression of the outcome on the stacked scores, pulled towards the identity."""
    count = stacked.shape[1]
    start = np.zeros((count, 3))
    start[:3, :3] = np.eye(3)
    onehot = np.eye(3)[outcome]
    weight = weight / weight.sum()

    def loss(flat):
        matrix = flat.reshape(count, 3)
        p = softmax(stacked @ matrix)
        value = -(weight * np.log(np.clip(p[np.arange(len(outcome)), outcome], 1e-12, 1))).sum()
        slope = stacked.T @ ((p - onehot) * weight[:, None]) + 2 * ridge * (matrix - start)
        return value + ridge * ((matrix - start) ** 2).sum(), slope.ravel()

    return minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x.reshape(count, 3)


def quantile_inputs(probabilities, size):
    """Quantiles are the expected size times a line in the tilt of the probabilities."""
    tilt = probabilities[:, 2] - probabilities[:, 0]
    return np.column_stack([size, size * tilt])


def fit_quantiles(probabilities, size, z, rng, most=20_000):
    """One line per level by quantile regression (pinball loss)."""
    pick = rng.permutation(len(z))[:most]
    inputs = quantile_inputs(probabilities, size)[pick]
    return [
        QuantileRegressor(quantile=level, alpha=0, fit_intercept=False, solver="highs").fit(inputs, z[pick]).coef_
        for level in LEVELS
    ]


def volatility_edges(size):
    """Boundaries between the thirds of expected size: the regimes that the intervals are conformal within."""
    return np.quantile(size, [1 / 3, 2 / 3])


def conformal_shift(lines, probabilities, size, z, edges):
    """
    Per regime and level, what to add to the quantile (in units of `size`) so that the share of outcomes below it
    is the level: split conformal prediction, one-sided, within regimes (Mondrian).
    """
    bins = np.searchsorted(edges, size)
    inputs = quantile_inputs(probabilities, size)
    shifts = []
    for regime in range(VOLATILITY_BINS):
        part = bins == regime
        residual = (z[part, None] - inputs[part] @ np.array(lines).T) / size[part, None]
        n = part.sum()
        ranks = [min(1.0, max(0.0, (np.ceil((n + 1) * level) / n))) for level in LEVELS]
        shifts.append([float(np.quantile(residual[:, k], ranks[k])) for k in range(len(LEVELS))])
    return np.array(shifts)


def predict_quantiles(lines, shifts, edges, probabilities, size):
    bins = np.searchsorted(edges, size)
    centre = quantile_inputs(probabilities, size) @ np.array(lines).T
    return np.sort(centre + shifts[bins] * size[:, None], axis=1)
