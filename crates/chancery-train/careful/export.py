"""Writes the weights file of the careful tier from a checkpoint.

Matrices become 8-bit whole numbers with a scale for each output; the layout is
that of `chancery-read`'s `grammar/weights.rs`.
"""

import argparse
import hashlib
import json
import struct

import numpy as np
import torch

LAYERS, NARROW_LAYERS = 6, 2


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
    sections = {}

    def floats(name, *tensors):
        sections[name] = np.concatenate([t.float().numpy().ravel() for t in tensors]).astype("<f4").tobytes()

    def whole(name, weight):
        weight = weight.float().numpy()
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127.0
        sections[name] = np.rint(weight / scale[:, None]).astype("i1").tobytes()
        sections[f"{name}.scale"] = scale.astype("<f4").tobytes()

    def matrix(name, *parts):
        whole(name, torch.cat([state[f"{part}.weight"] for part in parts]))
        floats(f"{name}.bias", *[state[f"{part}.bias"] for part in parts])

    def norm(name, part):
        floats(name, state[f"{part}.weight"], state[f"{part}.bias"])

    sections["pieces"] = "\n".join(checkpoint["pieces"]).encode()
    whole("embedding", state["encoder.pieces.weight"])
    floats("positions", state["encoder.positions.weight"])
    floats("shapes", state["encoder.shapes.weight"])
    norm("norm", "encoder.norm")
    for idx in range(LAYERS):
        layer = f"encoder.layers.{idx}"
        matrix(f"layer{idx}.attention", f"{layer}.query", f"{layer}.key", f"{layer}.value")
        matrix(f"layer{idx}.mix", f"{layer}.mix")
        norm(f"layer{idx}.mix_norm", f"{layer}.mix_norm")
        matrix(f"layer{idx}.up", f"{layer}.up")
        matrix(f"layer{idx}.down", f"{layer}.down")
        norm(f"layer{idx}.norm", f"{layer}.norm")
    matrix("word", "upos", "xpos", "names")
    matrix("roles", "arc_dep", "arc_head", "label_dep", "label_head")
    matrix("arc", "arc")
    pair = state["label_pair"]
    whole("pair", pair.reshape(pair.shape[0], -1))
    floats("pair.bias", torch.zeros(pair.shape[0]))
    matrix("one", "label_one")
    if "pairs" in checkpoint:
        # The event head has its own names in the checkpoint; here they stand beside the others.
        state.update({f"pairs.{name}": tensor for name, tensor in checkpoint["pairs"].items()})
        matrix("pairs.enter", "pairs.enter")
        floats("pairs.places", state["pairs.place.weight"])
        norm("pairs.enter_norm", "pairs.enter_norm")
        for idx in range(NARROW_LAYERS):
            layer = f"pairs.layers.{idx}"
            matrix(f"pairs.layer{idx}.attention", f"{layer}.query", f"{layer}.key", f"{layer}.value")
            matrix(f"pairs.layer{idx}.mix", f"{layer}.mix")
            norm(f"pairs.layer{idx}.mix_norm", f"{layer}.mix_norm")
            matrix(f"pairs.layer{idx}.up", f"{layer}.up")
            matrix(f"pairs.layer{idx}.down", f"{layer}.down")
            norm(f"pairs.layer{idx}.norm", f"{layer}.norm")
        matrix("pairs.judge", "pairs.judge")
        matrix("pairs.out", "pairs.senses", "pairs.standings")

    about = checkpoint["about"]
    header = json.dumps({
        "tier": "careful", "language": "en", "trained_on": args.trained_on, "licence": args.licence,
        "scores": {f"dev.{name}": score for name, score in about["dev"].items()},
        "settings": {**labels, **{name: about[name] for name in ("seed", "cycles", "seconds", "words")}},
    }, sort_keys=True).encode()
    out = bytearray(b"CHANCERY" + struct.pack("<III", 1, len(header), len(sections)) + header)
    for name, data in sections.items():
        out += struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(data))
    for data in sections.values():
        out += data
    out += hashlib.sha256(out).digest()
    with open(args.out, "wb") as file:
        file.write(out)
    print(f"{args.out}: {len(out)} bytes, {len(sections)} sections")


main()
