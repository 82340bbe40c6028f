"""Two gradient-boosted ensembles: the three outcomes, and the size of the move whatever its sign."""

import lightgbm as lgb
import numpy as np

FIXED = {
    "feature_fraction": 0.4,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}

# Tried on the walk-forward folds before the test months; the first that nothing beats is shipped.
CANDIDATES = [
    {"learning_rate": 0.04, "num_leaves": 8, "min_data_in_leaf": 2000, "lambda_l2": 20.0, "rounds": 250},
    {"learning_rate": 0.04, "num_leaves": 15, "min_data_in_leaf": 2000, "lambda_l2": 20.0, "rounds": 150},
    {"learning_rate": 0.04, "num_leaves": 15, "min_data_in_leaf": 2000, "lambda_l2": 20.0, "rounds": 250},
    {"learning_rate": 0.04, "num_leaves": 15, "min_data_in_leaf": 500, "lambda_l2": 5.0, "rounds": 150},
    {"learning_rate": 0.04, "num_leaves": 31, "min_data_in_leaf": 2000, "lambda_l2": 20.0, "rounds": 150},
]

# A move of nothing has no logarithm, and the gamma likelihood needs one.
SMALLEST_MOVE = 1e-3


class Boosted:
    def __init__(self, parameters, seed):
        self.rounds = parameters["rounds"]
        self.shared = {k: v for k, v in parameters.items() if k != "rounds"} | FIXED | {"seed": seed}

    def fit(self, samples):
        data = lgb.Dataset(samples.inputs, label=samples.outcome, params=self.shared)
        self.outcomes = lgb.train(
            self.shared | {"objective": "multiclass", "num_class": 3}, data, self.rounds
        )
        data = lgb.Dataset(samples.inputs, label=np.abs(samples.z) + SMALLEST_MOVE, params=self.shared)
        self.size = lgb.train(self.shared | {"objective": "gamma"}, data, self.rounds)
        return self

    def predict(self, samples):
        """(probabilities of down, flat, up; expected size of the move in typical moves)."""
        return self.outcomes.predict(samples.inputs), self.size.predict(samples.inputs)
