"""Trained weights to the files that the package ships: ONNX, quantised to int8, with labels, tokenizer and lemmas."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpus import Labels, lemma_sentences
from training.lemma_table import write_table
from training.model import RELATION, Network

NAME, VERSION = "talleyrand-en", "1.0.0"
INPUTS = ("pieces", "mask", "shapes", "first", "last")
OUTPUTS = ("upos", "xpos", "entities", "arcs", "dependents", "heads")
OPSET = 17


class Words(nn.Module):
    """The network without its relations; tags are chosen here, arcs and entities are left to the run time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """See `Network.forward`."""
        out = self.network(pieces, mask, shapes, first, last)
        return out.upos.argmax(-1), out.xpos.argmax(-1), *out[2:]


class Pairs(nn.Module):
    """The relation scores of pairs of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """See `Network.relations`."""
        return self.network.relations(dependents, heads)


class PackedEmbedding(nn.Module):
    """An embedding in int8 with a scale for each row: a quarter of the size, and closer than one scale for all."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale.clamp(min=1e-9)).round().to(torch.int8))

    def forward(self, places: Tensor) -> Tensor:
        """Like `nn.Embedding`."""
        rows: Tensor = self.rows[places].float() * self.scale[places]
        return rows


def export(weights: Path, out: Path, treebanks: Path, tokenizer: Path, *, int8: bool = True) -> None:
    """Writes engine.onnx, relations.onnx, labels.json, tokenizer.json and lemmas.tsv.gz into `out`."""
    saved = torch.load(weights, weights_only=False)
    labels = Labels(**saved["labels"]) if isinstance(saved["labels"], dict) else saved["labels"]
    network = Network(labels).eval()
    network.load_state_dict(saved["network"])
    out.mkdir(parents=True, exist_ok=True)
    if int8:
        network.encoder.pieces = PackedEmbedding(network.encoder.pieces)
    with tempfile.TemporaryDirectory() as folder:
        _export_words(network, Path(folder) / "engine.onnx")
        _export_pairs(network, Path(folder) / "relations.onnx")
        for name in ("engine.onnx", "relations.onnx"):
            _finish(Path(folder) / name, out / name, int8=int8)
    content = {"name": NAME, "version": VERSION, **asdict(labels)}
    (out / "labels.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    write_table(lemma_sentences(treebanks), out / "lemmas.tsv.gz")


def _export_words(network: Network, path: Path) -> None:
    pieces, words = torch.randint(5, 3000, (2, 12)), torch.randint(0, 12, (2, 9))
    example = (pieces, torch.ones_like(pieces), torch.zeros_like(pieces), words, words)
    by_piece = {name: {0: "sentence", 1: "piece"} for name in INPUTS[:3]}
    by_word = {name: {0: "sentence", 1: "word"} for name in (*INPUTS[3:], *OUTPUTS)}
    axes = by_piece | by_word | {"arcs": {0: "sentence", 1: "word", 2: "head"}}
    to_onnx(Words(network), example, path, (INPUTS, OUTPUTS), axes)


def _export_pairs(network: Network, path: Path) -> None:
    names = ("dependents", "heads", "relations")
    example = (torch.randn(5, RELATION), torch.randn(5, RELATION))
    to_onnx(Pairs(network), example, path, (names[:2], names[2:]), {name: {0: "pair"} for name in names})


def to_onnx(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    axes: dict[str, dict[int, str]],
) -> None:
    """Writes a module as ONNX: `names` of inputs and outputs, `axes` those that vary."""
    torch.onnx.export(
        module.eval(),
        example,
        str(path),
        input_names=list(names[0]),
        output_names=list(names[1]),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _finish(source: Path, target: Path, *, int8: bool) -> None:
    if int8:
        quantise(source, target)
    else:
        shutil.copyfile(source, target)


def quantise(source: Path, target: Path) -> None:
    """To int8 per channel, with reduced range: per tensor loses 3 LAS.

    Products over all words or pieces outside the encoder stay as they are (tags, arcs, the judge's attention); layers
    over whole questions are linear ones in ONNX too and are packed with the rest.
    """
    nodes = [node.name for node in onnx.load(source).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=[name for name in nodes if name.startswith("/network/") and "/layers." not in name],
    )
