"""The event head: what a source does to a target, over the encoder's states.

In: the states of a sentence's words (the first is the place before the sentence)
and where two parties stand. Out: scores of senses (`EVENT.mode` or none) and of
standings. The sentence is read once, without marks; the parties are told to two
narrow layers behind the encoder.
"""

import torch
from torch import nn
from torch.nn import functional as F

from made import Made
from model import WIDTH

NARROW, NARROW_HEADS, NARROW_INNER, NARROW_LAYERS, JUDGING = 192, 6, 384, 2, 192
# Where a word stands: at the source, at the target, before both, between them
# (source first, target first), after both.
SOURCE, TARGET, BEFORE, FORWARD, BACKWARD, AFTER = range(6)


def places(n_words, source, target):
    """The place of each word and, first, of the place before the sentence. Of two
    parties of which one stands inside the other, the inner one keeps its words."""
    out = [BEFORE]
    left, right = min(source[0], target[0]), max(source[1], target[1])
    between = FORWARD if source[0] <= target[0] else BACKWARD
    source_inner = source[1] - source[0] <= target[1] - target[0]
    for idx in range(n_words):
        at_source, at_target = source[0] <= idx < source[1], target[0] <= idx < target[1]
        if at_source and (source_inner or not at_target):
            out.append(SOURCE)
        elif at_target:
            out.append(TARGET)
        else:
            out.append(BEFORE if idx < left else AFTER if idx >= right else between)
    return out


class NarrowLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(NARROW, NARROW)
        self.key = nn.Linear(NARROW, NARROW)
        self.value = nn.Linear(NARROW, NARROW)
        self.mix = nn.Linear(NARROW, NARROW)
        self.mix_norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.up = nn.Linear(NARROW, NARROW_INNER)
        self.down = nn.Linear(NARROW_INNER, NARROW)
        self.norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        n, length, _ = x.shape
        split = lambda y: y.view(n, length, NARROW_HEADS, -1).transpose(1, 2)
        seen = F.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask)
        x = self.mix_norm(x + self.dropout(self.mix(seen.transpose(1, 2).reshape(n, length, NARROW))))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class PairHead(nn.Module):
    def __init__(self, n_senses, n_standings):
        super().__init__()
        self.enter = nn.Linear(WIDTH, NARROW)
        self.place = nn.Embedding(6, NARROW)
        self.enter_norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.layers = nn.ModuleList(NarrowLayer() for _ in range(NARROW_LAYERS))
        self.judge = nn.Linear(3 * NARROW, JUDGING)
        self.senses = nn.Linear(JUDGING, n_senses)
        self.standings = nn.Linear(JUDGING, n_standings)
        self.dropout = nn.Dropout(0.2)
        nn.init.normal_(self.place.weight, std=0.5)

    def judged(self, words, places, real):
        """words: pairs x (1 + words) x WIDTH; what is known of each pair before the last layer."""
        x = self.enter_norm(self.enter(words) + self.place(places))
        mask = torch.where(real, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        def mean(place):
            there = ((places == place) & real).float()[:, :, None]
            return (x * there).sum(1) / there.sum(1).clamp(min=1.0)
        pooled = torch.cat([mean(SOURCE), mean(TARGET), x[:, 0]], -1)
        return F.relu(self.judge(self.dropout(pooled)))

    def forward(self, words, places, real):
        judged = self.dropout(self.judged(words, places, real))
        return self.senses(judged), self.standings(judged)


def made_head(made, n_senses, n_standings):
    """A head of made-up weights, drawn in the order of the sections of the weights file."""
    head = PairHead(n_senses, n_standings).eval()
    made.matrix(head.enter)
    head.place.weight.data.copy_(made.real(6, NARROW))
    made.norm(head.enter_norm)
    for layer in head.layers:
        made.layer(layer)
    made.matrix(head.judge)
    made.matrix(head.senses, head.standings)
    return head


@torch.no_grad()
def main():
    """Prints the numbers that the test of `pairs.rs` holds."""
    made = Made(7)
    head = made_head(made, 4, 3)
    words = made.real(1, 10, WIDTH)
    for source, target in (((0, 2), (5, 7)), ((6, 9), (1, 2)), ((2, 6), (3, 4))):
        where = torch.tensor([places(9, source, target)])
        senses, standings = head(words, where, torch.ones(1, 10, dtype=torch.bool))
        print(source, target, [round(v, 4) for v in senses.softmax(-1)[0].tolist() + standings.softmax(-1)[0].tolist()])


if __name__ == "__main__":
    main()
