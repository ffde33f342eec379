"""Export a trained network as two small ONNX files in 8-bit integers, with labels and checksums."""

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from network import Network, Shape
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from sealing import ENCODER, HEAD, TOKENIZER
from torch import Tensor, nn

from holdfast.reading import labels

OPSET = 17


class _Head(nn.Module):
    """The head with its outputs in a fixed order, as ONNX wants them: scores, but for roles probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.head = network.head

    def forward(self, vectors: Tensor, sentences: Tensor, *trigger: Tensor) -> tuple[Tensor, ...]:
        # Windows are read alone: nothing is padding, and all triggers are of the one.
        scores = self.head(vectors, sentences, None, None, *trigger)
        # The one table so large that its softmax is better off here.
        scores["roles"] = torch.softmax(scores["roles"].unflatten(2, (len(labels.ROLES), len(labels.TAGS))), dim=-1)
        return tuple(scores[name] for name in head_outputs())


def head_outputs() -> list[str]:
    """The names of the head's outputs in their order."""
    return [*labels.DECISIONS, "roles", "counted", "kinds"]


def export(network: Network, out: Path, *, tokenizer: Path) -> None:
    """Write encoder, head and tokenizer to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    for layer in [*network.encoder.layers, *network.head.layers]:
        layer.plain_attention = True
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        _encoder_graph(network, folder / ENCODER)
        _head_graph(network, folder / HEAD)
        _shrink(folder / ENCODER, out / ENCODER, network.shape)
        # A twentieth of the whole reader's time less than in 32 bits, and the same measures on the held-out lists.
        quantize_dynamic(
            str(folder / HEAD), str(out / HEAD), per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    shutil.copyfile(tokenizer, out / TOKENIZER)


def _encoder_graph(network: Network, path: Path) -> None:
    pieces = torch.randint(1000, 2000, (2, 12))
    inputs = (pieces, pieces % 5, pieces % 4, torch.arange(1, 9).repeat(2, 1))
    free = {0: "batch", 1: "length"}
    torch.onnx.export(
        network.encoder, inputs, str(path), opset_version=OPSET, dynamo=False,
        input_names=["pieces", "shapes", "layouts", "words"], output_names=["vectors", "tags"],
        dynamic_axes={
            "pieces": free, "shapes": free, "layouts": free, "words": {0: "batch", 1: "words"},
            "vectors": {0: "batch", 1: "words"}, "tags": {0: "batch", 1: "words"},
        },
    )  # fmt: skip


def _head_graph(network: Network, path: Path) -> None:
    inputs = (
        torch.rand(1, 9, network.shape.width), torch.zeros(1, 9, dtype=torch.long),
        torch.tensor([2, 3, 4]), torch.tensor([3, 3, 5]),
    )  # fmt: skip
    names = ["vectors", "sentences", "first", "last"]
    axes = {name: {1: "words"} for name in names[:2]} | {name: {0: "triggers"} for name in names[2:]}
    axes |= {name: {0: "triggers"} for name in labels.DECISIONS}
    axes |= {name: {0: "triggers", 1: "words"} for name in ("roles", "counted", "kinds")}
    torch.onnx.export(
        _Head(network), inputs, str(path), opset_version=OPSET, dynamo=False,
        input_names=names, output_names=head_outputs(), dynamic_axes=axes,
    )  # fmt: skip


def _shrink(path: Path, out: Path, shape: Shape) -> None:
    """Fuse attention, then store weights in 8 bits: embeddings and attention by channel, the rest by blocks of 32.

    Quantising all of it by channel, with activations scaled by whole tensors, is a third faster and flips one trigger
    in ten on the held-out texts; blocks flip one in forty.
    """
    # onnxruntime's fused sum and normalisation takes the CPU five times as long as the two apart.
    wanted = FusionOptions("bert")
    wanted.enable_skip_layer_norm = wanted.enable_bias_skip_layer_norm = wanted.enable_embed_layer_norm = False
    fused = optimizer.optimize_model(
        str(path), model_type="bert", num_heads=shape.heads, hidden_size=shape.width, opt_level=0,
        optimization_options=wanted,
    )  # fmt: skip
    print("fused:", fused.get_fused_operator_statistics())
    fused.save_model_to_file(str(path))
    half = path.with_name("half.onnx")
    quantize_dynamic(
        str(path), str(half), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["Attention", "Gather"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    blocks = MatMulNBitsQuantizer(onnx.load(str(half)), bits=8, block_size=32, is_symmetric=True, accuracy_level=4)
    blocks.process()
    blocks.model.save_model_to_file(str(out))
