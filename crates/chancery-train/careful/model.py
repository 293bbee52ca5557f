"""The careful tier: one encoder, several heads over one pass.

The encoder is MiniLM's (BERT's layers, post-norm) with one more table, the
shape of each word. Heads read the state of each word's first piece; the state
of the first position stands for the root.
"""

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 256
ARC, LABEL = 192, 64


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        n, length, _ = x.shape
        def split(y):
            return y.view(n, length, ATTENTION_HEADS, -1).transpose(1, 2)
        seen = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(n, length, WIDTH)
        x = self.mix_norm(x + self.dropout(self.mix(seen)))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, n_pieces, n_shapes):
        super().__init__()
        self.pieces = nn.Embedding(n_pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(n_shapes, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, shapes, real, n_layers=LAYERS):
        """The states of pieces behind the first `n_layers` layers."""
        where = torch.arange(pieces.shape[1])
        x = self.pieces(pieces) + self.positions(where) + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mask = torch.where(real, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers[:n_layers]:
            x = layer(x, mask)
        return x


class Careful(nn.Module):
    def __init__(self, n_pieces, n_shapes, labels):
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(n_pieces, n_shapes)
        self.upos = nn.Linear(WIDTH, len(labels["upos"]))
        self.xpos = nn.Linear(WIDTH, len(labels["xpos"]))
        self.names = nn.Linear(WIDTH, len(labels["names"]))
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=True)          # the bias prefers heads by themselves
        self.label_dep = nn.Linear(WIDTH, LABEL)
        self.label_head = nn.Linear(WIDTH, LABEL)
        n = len(labels["relations"])
        self.label_pair = nn.Parameter(torch.zeros(n, LABEL, LABEL))
        self.label_one = nn.Linear(2 * LABEL, n)
        nn.init.normal_(self.label_pair, std=0.02)
        self.drop = nn.Dropout(0.33)
        self.drop_tags = nn.Dropout(0.2)

    def forward(self, pieces, shapes, real, firsts):
        """firsts: for position 0 (root) and each word, its first piece; 0 where there is none."""
        x = self.encoder(pieces, shapes, real)
        words = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))
        tagged = self.drop_tags(words[:, 1:])
        dep = self.drop(F.relu(self.arc_dep(words[:, 1:])))
        head = self.drop(F.relu(self.arc_head(words)))
        arcs = torch.einsum("bda,bha->bdh", self.arc(dep), head)
        return {
            "upos": self.upos(tagged), "xpos": self.xpos(tagged), "names": self.names(tagged),
            "arcs": arcs, "words": words,
        }

    def relations(self, words, heads):
        """Scores of relations between each word and the head given for it."""
        dep = self.drop(F.relu(self.label_dep(words[:, 1:])))
        head = self.drop(F.relu(self.label_head(words)))
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, LABEL))
        pair = torch.einsum("bwi,rij,bwj->bwr", dep, self.label_pair, head)
        return pair + self.label_one(torch.cat([dep, head], -1))
