"""One ONNX graph: features in, calibrated probabilities and the expected size of the move out."""

import lightgbm as lgb
import numpy as np
import onnx
from onnx import TensorProto, compose, helper, numpy_helper
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

OPSET = 15


def _trees(booster, count, name):
    kind = [("features", FloatTensorType([None, count]))]
    model = convert_lightgbm(with_float_thresholds(booster), initial_types=kind, zipmap=False, target_opset=OPSET, name=name)
    return compose.add_prefix(model, f"{name}_")


def with_float_thresholds(booster):
    """
    LightGBM splits at doubles, ONNX at floats. Inputs are floats, so `x <= t` holds exactly when
    `x <= largest float not above t`; rounding to nearest could move a split over a value.
    """
    lines = []
    for line in booster.model_to_string().split("\n"):
        if line.startswith("threshold="):
            exact = np.array(line.removeprefix("threshold=").split(), dtype=np.float64)
            near = exact.astype(np.float32)
            down = np.where(near > exact, np.nextafter(near, np.float32(-np.inf)), near)
            line = "threshold=" + " ".join(repr(float(value)) for value in down)
        elif line.startswith("tree_sizes="):
            continue
        lines.append(line)
    return lgb.Booster(model_str="\n".join(lines))


def build(boosted, calibration, features, metadata):
    outcomes = _trees(boosted.outcomes, features, "outcomes")
    size = _trees(boosted.size, features, "size")
    inputs = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["rows", features])
    outputs = [
        helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["rows", 3]),
        helper.make_tensor_value_info("size", TensorProto.FLOAT, ["rows", 1]),
    ]
    constants = {
        "floor": np.array(1e-6, np.float32),
        "one": np.array(1.0, np.float32),
        "calibration": calibration.astype(np.float32),
        "horizon_column": np.array([features - 1], np.int64),
        "flat_shape": np.array([-1, 1], np.int64),
    }
    nodes = [
        helper.make_node("Identity", ["features"], [outcomes.graph.input[0].name]),
        helper.make_node("Identity", ["features"], [size.graph.input[0].name]),
        *outcomes.graph.node,
        *size.graph.node,
        helper.make_node("Reshape", [size.graph.output[0].name, "flat_shape"], ["size"]),
        helper.make_node("Clip", [outcomes.graph.output[1].name, "floor", "one"], ["clipped"]),
        helper.make_node("Log", ["clipped"], ["log_probabilities"]),
        helper.make_node("Log", ["size"], ["log_size"]),
        helper.make_node("Gather", ["features", "horizon_column"], ["horizon"], axis=1),
        helper.make_node("Sub", ["horizon", "horizon"], ["zero"]),
        helper.make_node("Add", ["zero", "one"], ["ones"]),
        helper.make_node("Concat", ["log_probabilities", "log_size", "horizon", "ones"], ["stacked"], axis=1),
        helper.make_node("MatMul", ["stacked", "calibration"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "trend",
        [inputs],
        outputs,
        [
            *outcomes.graph.initializer,
            *size.graph.initializer,
            *[numpy_helper.from_array(value, name) for name, value in constants.items()],
        ],
    )
    opsets = {entry.domain: entry.version for part in (outcomes, size) for entry in part.opset_import}
    opsets[""] = max(opsets.get("", 0), OPSET)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid(domain, version) for domain, version in opsets.items()]
    )
    model.ir_version = 8
    model.producer_name, model.producer_version = "countersign", ""
    helper.set_model_props(model, metadata)
    onnx.checker.check_model(model)
    return model
