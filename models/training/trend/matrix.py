"""The training matrix as `writeFeatures.ts` wrote it. Features are computed there and nowhere else."""

import json
from pathlib import Path

import numpy as np

CLASSES = ("down", "flat", "up")


class Matrix:
    """Rows of one window each; labels for every horizon. `z` is the return in units of a typical move."""

    def __init__(self, folder):
        folder = Path(folder)
        self.meta = json.loads((folder / "matrix.json").read_text())
        rows, names = self.meta["rows"], self.meta["features"]
        self.features = np.fromfile(folder / "features.f32", dtype=np.float32).reshape(rows, len(names))
        labels = np.fromfile(folder / "labels.f64").reshape(rows, -1)
        self.horizons = np.array(self.meta["horizons"])
        count = len(self.horizons)
        self.series = labels[:, 0].astype(int)
        self.timeframe = labels[:, 1].astype(int)
        self.ts = labels[:, 2]
        self.scale = labels[:, 3]
        self.garch = labels[:, 4 : 4 + count]
        self.returns = labels[:, 4 + count : 4 + 2 * count]
        names_of_series = np.array([series["instrument"] for series in self.meta["series"]])
        self.instrument = names_of_series[self.series]
        self.held_out = np.isin(self.instrument, self.meta["heldOutInstruments"])
        lengths = {"1m": 60e3, "5m": 300e3, "15m": 900e3, "1h": 3600e3, "4h": 14400e3, "1d": 86400e3}
        self.bar_ms = np.array([lengths[name] for name in self.meta["timeframes"]])[self.timeframe]
        if not np.isfinite(self.features).all():
            raise SystemExit("A feature is not finite; nothing was trained.")

    def samples(self, rows, share, rng):
        """(row, horizon) pairs of the chosen rows with a known future, thinned to `share` (by row)."""
        chosen = rows[:, None] & np.isfinite(self.returns) & (rng.random(self.returns.shape) < share[:, None])
        row, horizon = np.nonzero(chosen)
        return Samples(self, row, horizon)


class Samples:
    """Pairs of a row and a horizon with inputs and outcomes."""

    def __init__(self, matrix, row, horizon):
        self.row, self.horizon = row, horizon
        bars = matrix.horizons[horizon]
        self.inputs = np.column_stack([matrix.features[row], np.log2(bars)]).astype(np.float32)
        self.z = matrix.returns[row, horizon] / (matrix.scale[row] * np.sqrt(bars))
        share = matrix.meta["flatBandShare"]
        self.outcome = np.where(self.z > share, 2, np.where(self.z < -share, 0, 1))
        self.garch = matrix.garch[row, horizon]
        self.timeframe = matrix.timeframe[row]
        self.ts = matrix.ts[row]
        self.end = matrix.ts[row] + (bars + 1) * matrix.bar_ms[row]
        self.instrument = matrix.instrument[row]
        self.held_out = matrix.held_out[row]

    def __len__(self):
        return len(self.row)

    def where(self, mask):
        part = object.__new__(Samples)
        for name, value in vars(self).items():
            setattr(part, name, value[mask])
        return part
