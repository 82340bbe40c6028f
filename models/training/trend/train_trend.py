"""Trains the trend model from the written matrix: `train_trend.py MATRIX_FOLDER OUTPUT_FOLDER [--seed N]`."""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime

import calibration as cal
from boosting import CANDIDATES, Boosted
from export_onnx import build
from folds import before_test, walk_forward
from matrix import Matrix

# Neighbouring rows share most of their window: long series of short bars are thinned to keep the balance.
SHARE = {"5m": 0.25, "15m": 0.6, "1h": 0.6, "4h": 1.0}


def log_loss(probabilities, outcome):
    return -np.log(np.clip(probabilities[np.arange(len(outcome)), outcome], 1e-12, 1))


def predict_forward(samples, parameters, seed, test_from):
    """Out-of-sample raw scores for every row that a fold predicts; NaN elsewhere."""
    probabilities = np.full((len(samples), 3), np.nan)
    size = np.full(len(samples), np.nan)
    for train, block in walk_forward(samples, test_from):
        if not block.any():
            continue
        fitted = Boosted(parameters, seed).fit(samples.where(train))
        probabilities[block], size[block] = fitted.predict(samples.where(block))
    return probabilities, size


def choose(samples, candidates, seed, test_from):
    trials = []
    for parameters in candidates:
        probabilities, size = predict_forward(samples, parameters, seed, test_from)
        known = np.isfinite(size) & ~samples.held_out
        loss = float(log_loss(probabilities[known], samples.outcome[known]).mean())
        trials.append({"parameters": parameters, "logLoss": loss, "rows": int(known.sum())})
        print(f"candidate {parameters}: walk-forward log loss {loss:.5f} on {known.sum()}", flush=True)
        if loss == min(trial["logLoss"] for trial in trials):
            best = (parameters, probabilities, size)
    return trials, *best


def baseline_tables(matrix, test_from):
    """What the baselines need to know, from training rows alone: class shares, and standardised outcomes."""
    before = ~matrix.held_out & (matrix.ts < test_from)
    everything = matrix.samples(before, np.ones(len(before)), np.random.default_rng(0))
    rows = before_test(everything, test_from)
    names = matrix.meta["features"]
    tables = {}
    for t, timeframe in enumerate(matrix.meta["timeframes"]):
        for h, bars in enumerate(matrix.horizons):
            part = everything.where(rows & (everything.timeframe == t) & (everything.horizon == h))
            shares = lambda mask: (np.bincount(part.outcome[mask], minlength=3) / max(1, mask.sum())).tolist()
            last = np.sign(part.inputs[:, names.index("return1")])
            drift = part.inputs[:, names.index("return24")]
            steps = np.linspace(0, 1, 401)
            tables[f"{timeframe}/{bars}"] = {
                "majority": shares(np.ones(len(part), bool)),
                "lastSign": {"down": shares(last < 0), "none": shares(last == 0), "up": shares(last > 0)},
                "momentum": {"down": shares(drift < -0.5), "none": shares(abs(drift) <= 0.5), "up": shares(drift > 0.5)},
                "garchOutcomes": np.quantile(part.z / part.garch, steps).round(5).tolist(),
                "randomWalkOutcomes": np.quantile(part.z, steps).round(5).tolist(),
            }
    return tables


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("matrix")
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="one small candidate, only to see that it works")
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    matrix = Matrix(options.matrix)
    candidates = [CANDIDATES[0] | {"rounds": 20}] if options.quick else CANDIDATES
    test_from = matrix.meta["testFrom"]
    share = np.array([SHARE[name] for name in matrix.meta["timeframes"]])[matrix.timeframe]
    samples = matrix.samples(~matrix.held_out & (matrix.ts < test_from), share, rng)
    print(f"{len(samples)} samples before the test months", flush=True)

    trials, parameters, probabilities, size = choose(samples, candidates, options.seed, test_from)
    known = np.isfinite(size)
    forward = samples.where(known)
    bars = np.log2(matrix.horizons[forward.horizon])
    stacked = cal.stack_inputs(probabilities[known], size[known], bars)
    weights = cal.fit_probabilities(stacked, forward.outcome, np.ones(len(forward)))
    calibrated = cal.softmax(stacked @ weights)
    Path(options.output).mkdir(parents=True, exist_ok=True)
    np.savez(Path(options.output) / "forward.npz", row=forward.row, horizon=forward.horizon, outcome=forward.outcome,
             z=forward.z, ts=forward.ts, timeframe=forward.timeframe, probabilities=probabilities[known], size=size[known])
    intervals = {}
    for h, bar_count in enumerate(matrix.horizons):
        part = forward.horizon == h
        p, s, z = calibrated[part], size[known][part], forward.z[part]
        lines = cal.fit_quantiles(p, s, z, rng)
        edges = cal.volatility_edges(s)
        shifts = cal.conformal_shift(lines, p, s, z, edges)
        intervals[str(bar_count)] = {
            "lines": np.array(lines).tolist(),
            "edges": edges.tolist(),
            "shifts": shifts.tolist(),
        }
    before = log_loss(probabilities[known], forward.outcome).mean()
    after = log_loss(calibrated, forward.outcome).mean()
    print(f"walk-forward log loss {before:.5f} raw, {after:.5f} calibrated", flush=True)

    final = Boosted(parameters, options.seed).fit(samples.where(before_test(samples, test_from)))
    features = samples.inputs.shape[1]
    model = build(final, weights, features, {"featureHash": matrix.meta["featureHash"]})
    output = Path(options.output)
    output.mkdir(parents=True, exist_ok=True)
    (output / "trend.onnx").write_bytes(model.SerializeToString(deterministic=True))
    check_parity(output / "trend.onnx", final, weights, matrix, samples.where(rng.permutation(len(samples))[:20_000]))
    training = {
        "seed": options.seed,
        "parameters": parameters,
        "trials": trials,
        "intervals": intervals,
        "levels": cal.LEVELS,
        "baselines": baseline_tables(matrix, test_from),
        "garch": matrix.meta["garch"],
        "trainingSamples": int(before_test(samples, test_from).sum()),
        "calibrationSamples": int(known.sum()),
        "walkForwardLogLoss": {"raw": float(before), "calibrated": float(after)},
    }
    (output / "training.json").write_text(json.dumps(training))


def check_parity(path, final, weights, matrix, samples):
    """The exported graph must say what the trained trees say."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    got_p, got_size = session.run(["probabilities", "size"], {"features": samples.inputs})
    p, size = final.predict(samples)
    want = cal.softmax(cal.stack_inputs(p, size, np.log2(matrix.horizons[samples.horizon])) @ weights)
    worst = max(np.abs(got_p - want).max(), np.abs(got_size[:, 0] / size - 1).max())
    print(f"largest difference between the trained trees and the ONNX graph: {worst:.2e}", flush=True)
    if not worst < 1e-4:
        raise SystemExit("The ONNX graph does not match the trained trees; nothing was written that may be shipped.")


if __name__ == "__main__":
    main()
