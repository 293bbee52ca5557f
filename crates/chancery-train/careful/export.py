"""Writes the weights file of the careful tier from a checkpoint.

The branches over its encoder have files of their own.
"""

import argparse

import torch

from model import LAYERS
from sections import Sections


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--trained-on", nargs="+", required=True, help="data sets with their licences")
    parser.add_argument("--licence", default="CC BY-SA 4.0")
    return parser.parse_args()


def main():
    args = arguments()
    checkpoint = torch.load(args.checkpoint, map_location="cpu")
    state, labels = checkpoint["state"], checkpoint["labels"]
    file = Sections(state)
    file.data["pieces"] = "\n".join(checkpoint["pieces"]).encode()
    file.whole("embedding", state["encoder.pieces.weight"])
    file.floats("positions", state["encoder.positions.weight"])
    file.floats("shapes", state["encoder.shapes.weight"])
    file.norm("norm", "encoder.norm")
    for idx in range(LAYERS):
        file.layer(f"layer{idx}", f"encoder.layers.{idx}")
    file.matrix("word", "upos", "xpos", "names")
    file.matrix("roles", "arc_dep", "arc_head", "label_dep", "label_head")
    file.matrix("arc", "arc")
    pair = state["label_pair"]
    file.whole("pair", pair.reshape(pair.shape[0], -1))
    file.floats("pair.bias", torch.zeros(pair.shape[0]))
    file.matrix("one", "label_one")

    about = checkpoint["about"]
    size = file.write(args.out, {
        "tier": "careful", "trained_on": args.trained_on, "licence": args.licence,
        "scores": {f"dev.{name}": score for name, score in about["dev"].items()},
        "settings": {**labels, **{name: about[name] for name in ("seed", "cycles", "seconds", "words")}},
    })
    print(f"{args.out}: {size} bytes, {len(file.data)} sections")


main()
