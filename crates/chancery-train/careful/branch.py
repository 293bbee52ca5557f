"""A branch: layers of its own over the states of an inner layer of the encoder.

In: the states of a sentence's pieces behind the encoder's first FORK layers. Out: the
states behind the branch's own layers, which begin as the encoder's and are trained with
a head while the encoder stays as it is: what other heads read there does not change, and
the states below are made once, whatever is trained over them.
"""

import copy

import torch
from torch import nn

from finetune import tensors
from made import Made
from model import LAYERS, WIDTH, Layer

# Branches begin behind so many layers of the encoder; `encoder.rs` keeps the states there.
FORK = 4


class Branch(nn.Module):
    def __init__(self, n_layers=LAYERS - FORK):
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(n_layers))

    @classmethod
    def of(cls, encoder):
        """A branch that gives what the encoder gives."""
        out = cls()
        out.layers = copy.deepcopy(encoder.layers[FORK:])
        return out

    def forward(self, x, real):
        """x: sentences x pieces x WIDTH; real: which of the pieces there are."""
        mask = torch.where(real, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def words(self, x, real, firsts):
        """The states of the place before each sentence and of each word's first piece."""
        return torch.gather(self(x, real), 1, firsts[:, :, None].expand(-1, -1, WIDTH))


@torch.no_grad()
def keep_states(encoder, examples, at_once=64):
    """Puts into each example (of `finetune.encoded`) its pieces' states at the fork, in 16 bits."""
    encoder.eval()
    order = sorted(examples, key=lambda example: len(example["ids"]))
    for start in range(0, len(order), at_once):
        part = order[start:start + at_once]
        data = tensors(part)
        states = encoder(data["ids"], data["shapes"], data["real"], FORK)
        for example, row in zip(part, states):
            example["states"] = row[:len(example["ids"])].half()


def kept(batch):
    """The kept states of a batch, which of its pieces there are, the first pieces of its
    words, and which of those there are."""
    states = nn.utils.rnn.pad_sequence([example["states"].float() for example in batch], batch_first=True)
    real = torch.arange(states.shape[1])[None, :] < torch.tensor([[len(example["ids"])] for example in batch])
    firsts = nn.utils.rnn.pad_sequence([torch.tensor(example["firsts"]) for example in batch], batch_first=True)
    there = torch.arange(firsts.shape[1])[None, :] < torch.tensor([[len(example["firsts"])] for example in batch])
    return states, real, firsts, there


def put(file, prefix, n_layers):
    """Adds a branch's layers to the sections of a weights file, from the state's names
    that begin with `prefix`, and returns the settings that its header needs."""
    for idx in range(n_layers):
        file.layer(f"branch.layer{idx}", f"{prefix}layers.{idx}")
    return {"fork": FORK, "layers": n_layers}


@torch.no_grad()
def main():
    """Prints the numbers that the test of `branch.rs` holds."""
    made = Made(11)
    branch = Branch(2).eval()
    for layer in branch.layers:
        made.layer(layer)
    x = made.real(1, 6, WIDTH)
    words = branch.words(x, torch.ones(1, 6, dtype=torch.bool), torch.tensor([[0, 1, 4]]))
    for row in words[0]:
        print([round(value, 4) for value in row[:6].tolist()])


if __name__ == "__main__":
    main()
