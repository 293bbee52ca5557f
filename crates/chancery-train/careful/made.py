"""Made-up numbers, the same as those of `made.rs`, to hold layers and heads of the
reader against those of the training code."""

import torch


class Made:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state >> 16

    def whole(self, *shape):
        count = torch.Size(shape).numel()
        return torch.tensor([self.next() % 255 - 127 for _ in range(count)], dtype=torch.float32).view(shape)

    def real(self, *shape):
        count = torch.Size(shape).numel()
        return torch.tensor([self.next() / 65536 - 0.5 for _ in range(count)], dtype=torch.float32).view(shape)

    def matrix(self, *parts):
        """Fills linear steps that stand beside each other as one matrix."""
        n_in = parts[0].in_features
        weight = self.whole(sum(part.out_features for part in parts), n_in) * (0.02 / n_in ** 0.5)
        bias = self.real(weight.shape[0])
        start = 0
        for part in parts:
            end = start + part.out_features
            part.weight.data.copy_(weight[start:end])
            part.bias.data.copy_(bias[start:end])
            start = end

    def norm(self, part):
        width = part.weight.shape[0]
        part.weight.data.copy_(1.0 + self.real(width))
        part.bias.data.copy_(self.real(width))

    def layer(self, layer):
        self.matrix(layer.query, layer.key, layer.value)
        self.matrix(layer.mix)
        self.norm(layer.mix_norm)
        self.matrix(layer.up)
        self.matrix(layer.down)
        self.norm(layer.norm)
