"""
What else was tried before the test months, and what it gave: `alternatives.py MATRIX_FOLDER DATA_FOLDER OUTPUT_FOLDER`.
Reads the walk-forward forecasts that the training left in the output folder. Writes `alternatives.json`, which the
card quotes; nothing of it is shipped.
"""

import argparse
import csv
import gzip
import json
from pathlib import Path

import numpy as np

import calibration as cal
from boosting import Boosted
from folds import DAY, EMBARGO, at, walk_forward
from matrix import Matrix
from day_interval import interval

# Settlements are eight hours apart: the last one, and means over a day, a week and a month.
SPANS = (1, 3, 21, 90)
FUNDING = "funding/BTCUSDT-8h.csv.gz"
QUARTERS = ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2025-01-01", "2025-04-01"]


def log_loss(probabilities, outcome):
    return -np.log(np.clip(probabilities[np.arange(len(outcome)), outcome], 1e-12, 1))


def funding_features(path, times):
    """Funding known at `times` (when a bar closed), in basis points; NaN before there is enough of it."""
    with gzip.open(path, "rt") as lines:
        rows = [(float(row["ts"]), float(row["funding_rate"])) for row in csv.DictReader(lines)]
    settled, rate = np.array(rows).T
    sums = np.concatenate([[0.0], np.cumsum(rate * 1e4)])
    # A settlement counts once it is past, so that no bar knows a rate that was not paid yet.
    known = np.searchsorted(settled, times, side="right")
    columns = [
        np.where(known >= span, (sums[known] - sums[np.maximum(known - span, 0)]) / span, np.nan) for span in SPANS
    ]
    return np.column_stack(columns)


def try_funding(matrix, data, parameters, seed, test_from):
    """Hourly bars of the one instrument whose funding goes back years, with and without it as features."""
    rows = (matrix.instrument == "BTC/USDT") & (matrix.ts < test_from)
    rows &= matrix.timeframe == matrix.meta["timeframes"].index("1h")
    samples = matrix.samples(rows, np.ones(len(rows)), np.random.default_rng(seed))
    closed = matrix.ts[samples.row] + matrix.bar_ms[samples.row]
    extra = funding_features(Path(data) / FUNDING, closed)
    samples = samples.where(np.isfinite(extra).all(axis=1))
    extra = extra[np.isfinite(extra).all(axis=1)]
    plain = samples.inputs
    losses = {}
    for name, inputs in (("without", plain), ("with", np.column_stack([plain, extra]).astype(np.float32))):
        samples.inputs = inputs
        parts = []
        for train, block in walk_forward(samples, test_from):
            if block.any():
                said, _ = Boosted(parameters, seed).fit(samples.where(train)).predict(samples.where(block))
                parts.append((np.flatnonzero(block), log_loss(said, samples.outcome[block])))
        losses[name] = np.concatenate([loss for _, loss in parts])
    where = np.concatenate([index for index, _ in parts])
    days = (samples.ts[where] // DAY).astype(int)
    return {
        "instrument": "BTC/USDT",
        "samples": len(where),
        "logLoss": {name: float(loss.mean()) for name, loss in losses.items()},
        "withoutMinusWith": interval(losses["without"] - losses["with"], days, np.random.default_rng(seed)),
    }


def calibration_error(said, outcome):
    total = 0.0
    for k in range(3):
        bins = np.minimum(9, (said[:, k] * 10).astype(int))
        gap = np.bincount(bins, said[:, k] - (outcome == k), 10)
        total += np.abs(gap).sum()
    return total / (3 * len(outcome))


def half_tilt(said):
    """Direction believed half as much; what was said of flat stays."""
    tilt, moved = (said[:, 2] - said[:, 0]) / 2, 1 - said[:, 1]
    return np.column_stack([(moved - tilt) / 2, said[:, 1], (moved + tilt) / 2])


def try_recalibration(matrix, forward):
    """Each quarter's calibration error by timeframe and horizon, with what lies before it fitted in three ways."""
    horizon, timeframe, ts = forward["horizon"], forward["timeframe"], forward["ts"]
    stacked = cal.stack_inputs(forward["probabilities"], forward["size"], np.log2(matrix.horizons[horizon]))

    def fitted(train, test):
        weights = cal.fit_probabilities(stacked[train], forward["outcome"][train], np.ones(train.sum()))
        return cal.softmax(stacked[test] @ weights)

    errors = {}
    for start, end in zip(map(at, QUARTERS), map(at, QUARTERS[1:])):
        train, test = ts < start - 20 * EMBARGO, (ts >= start) & (ts < end)
        for h, bars in enumerate(matrix.horizons):
            part = test & (horizon == h)
            shared = fitted(train, part)
            ways = {
                "together": shared,
                "perHorizon": fitted(train & (horizon == h), part),
                "halfTilt": half_tilt(shared),
            }
            for t, name in enumerate(matrix.meta["timeframes"]):
                here = timeframe[part] == t
                if here.sum() < 1000:
                    continue
                for way, said in ways.items():
                    error = calibration_error(said[here], forward["outcome"][part][here])
                    errors.setdefault(f"{name}/{bars}", {}).setdefault(way, []).append(error)
    return {key: {way: float(np.mean(each)) for way, each in ways.items()} for key, ways in errors.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("matrix")
    parser.add_argument("data")
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    output = Path(options.output)
    matrix = Matrix(options.matrix)
    parameters = json.loads((output / "training.json").read_text())["parameters"]
    result = {"recalibration": try_recalibration(matrix, np.load(output / "forward.npz"))}
    if (Path(options.data) / FUNDING).exists():
        result["funding"] = try_funding(matrix, options.data, parameters, options.seed, matrix.meta["testFrom"])
    print(json.dumps(result, indent=1), flush=True)
    (output / "alternatives.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
