"""Weights files as `chancery-read`'s `grammar/weights` reads them.

In: tensors of a checkpoint, by their names there. Out: sections and the file. Matrices
become 8-bit whole numbers with a scale for each output; all else stays as it is.
"""

import hashlib
import json
import struct

import numpy as np
import torch


class Sections:
    """The sections of a file, taken one after another from a state of modules."""

    def __init__(self, state):
        self.state, self.data = state, {}

    def floats(self, name, *tensors):
        self.data[name] = np.concatenate([t.float().numpy().ravel() for t in tensors]).astype("<f4").tobytes()

    def whole(self, name, weight):
        weight = weight.float().numpy()
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127.0
        self.data[name] = np.rint(weight / scale[:, None]).astype("i1").tobytes()
        self.data[f"{name}.scale"] = scale.astype("<f4").tobytes()

    def matrix(self, name, *parts):
        """Linear steps beside each other as one matrix."""
        self.whole(name, torch.cat([self.state[f"{part}.weight"] for part in parts]))
        self.floats(f"{name}.bias", *[self.state[f"{part}.bias"] for part in parts])

    def norm(self, name, part):
        self.floats(name, self.state[f"{part}.weight"], self.state[f"{part}.bias"])

    def layer(self, name, part):
        """A layer of a transformer, as `layer.rs` loads it."""
        self.matrix(f"{name}.attention", f"{part}.query", f"{part}.key", f"{part}.value")
        self.matrix(f"{name}.mix", f"{part}.mix")
        self.norm(f"{name}.mix_norm", f"{part}.mix_norm")
        self.matrix(f"{name}.up", f"{part}.up")
        self.matrix(f"{name}.down", f"{part}.down")
        self.norm(f"{name}.norm", f"{part}.norm")

    def write(self, path, header):
        """Writes the file and returns its size. `header` has the keys that `weights` names."""
        header = json.dumps({"language": "en", **header}, sort_keys=True).encode()
        out = bytearray(b"CHANCERY" + struct.pack("<III", 1, len(header), len(self.data)) + header)
        for name, data in self.data.items():
            out += struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(data))
        for data in self.data.values():
            out += data
        out += hashlib.sha256(out).digest()
        with open(path, "wb") as file:
            file.write(out)
        return len(out)
