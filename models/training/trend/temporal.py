"""
A small temporal network on the same walk-forward block as the trees, for comparison only:
`temporal.py MATRIX_FOLDER OUTPUT_FOLDER`. Needs torch. Writes `temporal.json`, which the card quotes.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from boosting import CANDIDATES, Boosted
from folds import DAY, EMBARGO, at
from matrix import Matrix
from day_interval import interval

STEPS = 48
PER_BAR = ("return1", "range1", "volume1", "body1", "place1")
BLOCK = ("2024-07-01", "2025-01-01")
PARAMETERS = CANDIDATES[1]


class Temporal(torch.nn.Module):
    """Dilated causal convolutions over the last bars, joined by what holds for the whole window."""

    def __init__(self, channels, fixed):
        super().__init__()
        width, layers, before = 24, [], channels
        for dilation in (1, 2, 4, 8):
            layers += [
                torch.nn.ConstantPad1d((2 * dilation, 0), 0.0),
                torch.nn.Conv1d(before, width, 3, dilation=dilation),
                torch.nn.ReLU(),
            ]
            before = width
        self.past = torch.nn.Sequential(*layers)
        self.head = torch.nn.Sequential(
            torch.nn.Linear(width * 2 + fixed, 48), torch.nn.ReLU(), torch.nn.Dropout(0.1), torch.nn.Linear(48, 3)
        )

    def forward(self, sequence, fixed):
        hidden = self.past(sequence)
        return self.head(torch.cat([hidden[:, :, -1], hidden.mean(2), fixed], 1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("matrix")
    parser.add_argument("output")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(options.seed)
    matrix = Matrix(options.matrix)
    names = matrix.meta["features"]
    columns = [names.index(name) for name in PER_BAR]
    start, end = map(at, BLOCK)

    # A sequence is the rows before a row, which the matrix holds in order; only gapless ones count.
    row = np.arange(len(matrix.ts))
    first = row - STEPS + 1
    whole = (first >= 0) & (matrix.series[first] == matrix.series) & (matrix.timeframe[first] == matrix.timeframe)
    whole &= matrix.ts - matrix.ts[first] == (STEPS - 1) * matrix.bar_ms
    hourly = matrix.timeframe >= matrix.meta["timeframes"].index("1h")
    samples = matrix.samples(
        whole & hourly & ~matrix.held_out & (matrix.ts < end), np.full(len(row), 0.5), rng
    )
    train = samples.where(samples.end <= start - EMBARGO)
    block = samples.where((samples.ts >= start) & (samples.end <= end - EMBARGO))

    fixed = [i for i in range(samples.inputs.shape[1]) if i not in columns]
    centre, spread = train.inputs.mean(0), train.inputs.std(0) + 1e-6
    scaled = ((matrix.features - centre[:-1]) / spread[:-1]).clip(-6, 6)[:, columns].astype(np.float32)

    def tensors(part):
        places = part.row[:, None] + np.arange(-STEPS + 1, 1)
        rest = ((part.inputs - centre) / spread).clip(-6, 6)[:, fixed]
        return torch.from_numpy(scaled[places].transpose(0, 2, 1).copy()), torch.from_numpy(rest)

    model = Temporal(len(columns), len(fixed))
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
    steps = options.epochs * (len(train) // 512)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    for epoch in range(options.epochs):
        model.train()
        order = rng.permutation(len(train))
        for i in range(len(train) // 512):
            part = train.where(order[i * 512 : (i + 1) * 512])
            loss = torch.nn.functional.cross_entropy(model(*tensors(part)), torch.from_numpy(part.outcome))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        print(f"epoch {epoch + 1}: last loss {float(loss.detach()):.4f}", flush=True)
    model.eval()
    with torch.no_grad():
        chunks = [block.where(slice(i, i + 4096)) for i in range(0, len(block), 4096)]
        said = torch.cat([model(*tensors(part)) for part in chunks])
    network = torch.nn.functional.cross_entropy(said, torch.from_numpy(block.outcome), reduction="none").numpy()
    trees, _ = Boosted(PARAMETERS, options.seed).fit(train).predict(block)
    boosted = -np.log(trees[np.arange(len(block)), block.outcome])
    both = torch.softmax(said, 1).numpy() / 2 + trees / 2
    averaged = -np.log(both[np.arange(len(block)), block.outcome])
    days = (block.ts // DAY).astype(int)
    result = {
        "block": BLOCK,
        "trainingSamples": len(train),
        "samples": len(block),
        "logLoss": {"network": float(network.mean()), "trees": float(boosted.mean()), "average": float(averaged.mean())},
        "networkMinusTrees": interval(network - boosted, days, rng),
        "networkParameters": sum(p.numel() for p in model.parameters()),
    }
    print(json.dumps(result, indent=1), flush=True)
    Path(options.output).mkdir(parents=True, exist_ok=True)
    (Path(options.output) / "temporal.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
