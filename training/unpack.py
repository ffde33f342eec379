"""The shipped weights as a network that training goes on from: `python training/unpack.py --out OUT/network.pt`.

What `export.py` stored in 8 bits is scaled back, so the network is the shipped one within rounding. A mission that has
corrected statements by hand can so teach the reader its own region without the days of reading before:
`train.py --network OUT/network.pt --epochs 0 --data ...`.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training")]

from export import ENCODER, HEAD  # noqa: E402  (needs the path above)
from network import Network, Shape  # noqa: E402

SHIPPED = ROOT / "reader-en/src/holdfast_reader_en"
Weights = dict[str, np.ndarray]

# A product's node is called after the module whose weight it multiplies by: "/layers.0/up/MatMul_output_0".
MODULE = re.compile(r"^/(?P<path>.+)/(?:MatMul|Gemm)\w*")
# Side by side in a fused attention, in this order.
FUSED = ("query", "key", "value")


def unpacked(folder: Path) -> Network:
    """The network of a folder of shipped weights.

    Args:
        folder: Where `export.py` wrote `encoder.onnx` and `head.onnx`.

    Raises:
        ValueError: A weight of the network is in neither file, or has another shape there.
    """
    network = Network(Shape())
    wanted = network.state_dict()
    found = {f"encoder.{name}": value for name, value in _weights(onnx.load(folder / ENCODER))}
    found |= dict(_weights(onnx.load(folder / HEAD)))
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        raise ValueError(f"{folder} is not what this network was exported to: it lacks {', '.join(missing)}")
    for name, value in wanted.items():
        if tuple(value.shape) != found[name].shape:
            raise ValueError(f"{folder}: {name} has shape {found[name].shape} instead of {tuple(value.shape)}")
    network.load_state_dict({name: torch.from_numpy(found[name].astype(np.float32)) for name in wanted})
    return network.eval()


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, np.ndarray]]:
    """Every weight of one file under its name in the network."""
    kept: Weights = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    for name, value in kept.items():
        if name.endswith((".weight", ".bias")):
            yield name, value
        elif name.endswith(".weight_quantized"):  # embeddings, with one scale
            own = name.removesuffix("_quantized")
            yield own, _scaled(kept, own)
        elif name.endswith(".weight_Transposed_quantized"):
            own = name.removesuffix("_quantized")
            yield own.removesuffix("_Transposed"), _scaled(kept, own).T
        elif found := re.fullmatch(r"Attention_(\d+)_qkv_(weight_quantized|bias)", name):
            yield from _attention(kept, int(found[1]), bias=found[2] == "bias")
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            yield _module(node.output[0]) + ".weight", _blocks(kept, node)
        elif node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            yield _module(node.output[0]) + ".weight", _scaled(kept, node.input[1].removesuffix("_quantized")).T


def _module(output: str) -> str:
    """The module of a product: "layers.0.up" of "/layers.0/up/MatMul_output_0".

    A step that the next one begins with is said twice: "/trigger/trigger.1/..." is "trigger.1".
    """
    path = MODULE.match(output)
    if path is None:
        raise ValueError(f"No module is named by {output}")
    steps = path["path"].split("/")
    kept = [
        step
        for number, step in enumerate(steps)
        if not any(later.startswith(step + ".") for later in steps[number + 1 :])
    ]
    return ".".join(kept)


def _scaled(kept: Weights, name: str) -> np.ndarray:
    """A weight in 8 bits scaled back, by one scale or one for each column."""
    whole = kept[f"{name}_quantized"].astype(np.float32) - kept[f"{name}_zero_point"].astype(np.float32)
    return whole * kept[f"{name}_scale"]


def _attention(kept: Weights, layer: int, *, bias: bool) -> Iterator[tuple[str, np.ndarray]]:
    """Query, key and value of a fused attention."""
    fused = kept[f"Attention_{layer}_qkv_bias"] if bias else _scaled(kept, f"Attention_{layer}_qkv_weight").T
    kind = "bias" if bias else "weight"
    for name, part in zip(FUSED, np.split(fused, len(FUSED)), strict=True):
        yield f"layers.{layer}.{name}.{kind}", part


def _blocks(kept: Weights, node: onnx.NodeProto) -> np.ndarray:
    """A weight in blocks of a row, each with its scale, round the middle of a byte."""
    values, scales = kept[node.input[1]].astype(np.float32) - 128.0, kept[node.input[2]]
    scaled: np.ndarray = values * scales[:, :, None]
    inputs = next(one.i for one in node.attribute if one.name == "K")
    return scaled.reshape(len(values), -1)[:, :inputs]


def main() -> None:
    """Read the options and write the network."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weights", type=Path, default=SHIPPED, help="folder of encoder.onnx and head.onnx")
    options.add_argument("--out", type=Path, required=True, help="file to write the network to")
    given = options.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    unpacked(given.weights).save(given.out)


if __name__ == "__main__":
    main()
