"""Trains and measures the event head on a branch over the careful tier's encoder.

In: the careful tier's checkpoint, whose encoder stays as it is; the written frames
(`events/`); PLV_train for measuring. Out: a checkpoint with branch and head, and the
weights file `events.weights`. No weights that have seen PLV leave this script: it states
no licence, so that it is learnt from only to measure that, and forgotten.

Commands:
  train     branch and head on written sentences
  cut       branch and head out of a checkpoint whose encoder was trained with its head
  measure   on PLV_train
  folds     five-fold cross-validation on PLV_train: the last layer alone sees PLV, or
            branch and head whole (`--whole`)
  export    the weights file
"""

import argparse
import random
import time

import torch
from torch.nn import functional as F

import branch as branches
import corpora
import finetune
import plv
from frames import STANDINGS, Frames, Marked, Pair
from model import Careful
from pairs import NARROW_LAYERS, PairHead, places
from pieces import SHAPES, Pieces
from sections import Sections

BATCH = 32


class Reader:
    """The encoder as it is, branch and event head, and how sentences become numbers."""

    def __init__(self, careful, events=None, seed=1):
        saved = torch.load(careful, map_location="cpu")
        torch.manual_seed(seed)
        self.labels, self.pieces = saved["labels"], Pieces(saved["pieces"])
        model = Careful(len(saved["pieces"]), len(SHAPES), self.labels)
        model.load_state_dict(saved["state"])
        self.encoder = model.encoder.requires_grad_(False)
        self.branch, self.senses, self.about = branches.Branch.of(self.encoder).requires_grad_(True), Frames(0).senses, {}
        self.head = PairHead(len(self.senses), len(STANDINGS))
        if events:
            saved = torch.load(events, map_location="cpu")
            self.branch.load_state_dict(saved["branch"])
            self.head.load_state_dict(saved["head"])
            self.about = saved["about"]

    def save(self, path, **about):
        torch.save({"branch": self.branch.state_dict(), "head": self.head.state_dict(),
                    "senses": self.senses, "standings": STANDINGS, "about": {**self.about, **about}}, path)

    def parameters(self):
        return [*self.branch.parameters(), *self.head.parameters()]

    def mode(self, training):
        self.branch.train(training)
        self.head.train(training)

    def encoded(self, sentences):
        """Examples of marked sentences, with their states at the fork."""
        out = []
        for marked in sentences:
            example = finetune.encoded(corpora.Sentence(marked.words), self.pieces, self.labels)
            if example:
                out.append({"ids": example["ids"], "shapes": example["shapes"], "firsts": example["firsts"],
                            **{key: example[key] for key in ("upos", "xpos", "relations", "names", "heads")}, "marked": marked})
        branches.keep_states(self.encoder, out)
        return out

    def scores(self, batch, judged=False):
        """Scores of every pair of the batch, sentence by sentence."""
        states, real, firsts, there = branches.kept(batch)
        words = self.branch.words(states, real, firsts)
        rows, where = [], []
        for idx, example in enumerate(batch):
            for pair in example["marked"].pairs:
                rows.append(idx)
                where.append(torch.tensor(places(len(example["marked"].words), pair.source, pair.target)))
        where = torch.nn.utils.rnn.pad_sequence(where, batch_first=True)
        words, there = words[rows][:, :where.shape[1]], there[rows][:, :where.shape[1]]
        return self.head.judged(words, where, there) if judged else self.head(words, where, there)


def bundles(examples, rng):
    """Batches of about equal length, in random order."""
    order = sorted(examples, key=lambda example: len(example["ids"]) + rng.random() * 4)
    out = [order[start:start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(out)
    return out


def allowed_of(senses, pairs):
    out = torch.full((len(pairs), len(senses)), -1e9)
    for row, pair in enumerate(pairs):
        for sense in pair.senses:
            out[row, senses.index(sense)] = 0.0
    return out


def open_to(senses, pairs):
    """PLV has no pair without an event: there, `none` does not compete, or it would be unlearnt."""
    out = torch.zeros((len(pairs), len(senses)))
    out[[idx for idx, pair in enumerate(pairs) if pair.standing is None and pair.senses != ("none",)], 0] = -1e9
    return out


def loss_of(reader, batch):
    """Each pair has one of the senses it may have, and its standing."""
    senses, standings = reader.scores(batch)
    pairs = [pair for example in batch for pair in example["marked"].pairs]
    closed = open_to(reader.senses, pairs)
    scores = F.log_softmax(senses + closed, -1)
    allowed = allowed_of(reader.senses, pairs)
    scores, allowed = scores.masked_fill(closed < 0, 0.0), allowed.masked_fill(closed < 0, -1e9)
    # A little of every answer is left to the other senses: frames are not free of mistakes.
    each = -(0.95 * torch.logsumexp(scores + allowed, -1) + 0.05 * scores.mean(-1))
    weights = torch.tensor([example.get("weight", 1.0) for example in batch for _ in example["marked"].pairs])
    sense_loss = (each * weights).sum() / weights.sum()
    standing = torch.tensor([STANDINGS.index(pair.standing) if pair.standing else -100 for pair in pairs])
    standing_loss = F.cross_entropy(standings, standing, ignore_index=-100) if (standing >= 0).any() else standings.sum() * 0.0
    return sense_loss + 0.3 * standing_loss


def train(reader, examples, epochs, rate, seed):
    """Trains branch and head on sentences whose states are made once. What is kept is a
    running mean of the weights."""
    rng, began = random.Random(seed), time.time()
    print(f"{len(examples)} sentences, {sum(len(e['ids']) for e in examples)} pieces", flush=True)
    optimizer = torch.optim.AdamW(
        [{"params": reader.branch.parameters(), "lr": rate}, {"params": reader.head.parameters(), "lr": 4 * rate}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    n_steps = epochs * len(bundles(examples, rng))
    warm = n_steps // 15 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (n_steps - step) / (n_steps - warm)) if step > warm else 1.0))
    modules = torch.nn.ModuleDict({"branch": reader.branch, "head": reader.head})
    mean = torch.optim.swa_utils.AveragedModel(modules, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.98))
    reader.mode(training=True)
    step, total = 0, 0.0
    for _ in range(epochs):
        for batch in bundles(examples, rng):
            loss = loss_of(reader, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(modules)
            step += 1
            total = loss.item() if step == 1 else 0.98 * total + 0.02 * loss.item()
            if step % 20 == 0:
                print(f"step {step}/{n_steps} loss {total:.3f} {time.time() - began:.0f} s", flush=True)
    modules.load_state_dict(mean.module.state_dict())
    return {"epochs": epochs, "seed": seed, "seconds": round(time.time() - began)}


@torch.no_grad()
def guesses(reader, sentences):
    """Log probabilities of the senses of each sentence's first pair."""
    reader.mode(training=False)
    place = {id(marked): idx for idx, marked in enumerate(sentences)}
    examples = sorted(reader.encoded(sentences), key=lambda example: len(example["ids"]))
    out = {}
    for start in range(0, len(examples), BATCH):
        part = examples[start:start + BATCH]
        for example, row in zip(part, F.log_softmax(reader.scores(part)[0], -1)):
            out[place[id(example["marked"])]] = row
    return out


def measure(reader, path, errors=None):
    data = plv.sentences(path)
    began = time.time()
    rows = guesses(reader, [marked for marked, _ in data])
    seconds = time.time() - began
    gold = [root for _, root in data]
    ours = [plv.by_root(reader.senses, rows[idx]) for idx in range(len(data))]
    f1 = plv.report(gold, ours)
    print("with the senses of ELSEWHERE where the manual has them:", end=" ")
    plv.report(gold, [plv.by_root(reader.senses, rows[idx], False) for idx in range(len(data))], show=False)
    n_none = sum(rows[idx].argmax().item() == 0 for idx in range(len(data)))
    print(f"{n_none} of {len(data)} pairs would be none; {len(data) / seconds:.0f} sentences a second")
    if errors:
        with open(errors, "w", encoding="utf-8") as file:
            for idx, (marked, root) in enumerate(data):
                if ours[idx] != root:
                    best = rows[idx].exp().topk(3)
                    pair = marked.pairs[0]
                    said = " ".join(f"{reader.senses[i]}:{v:.2f}" for v, i in zip(best.values.tolist(), best.indices.tolist()))
                    file.write(f"{root}\t{ours[idx]}\t{said}\t[{' '.join(marked.words[slice(*pair.source)])}]\t[{' '.join(marked.words[slice(*pair.target)])}]\t{' '.join(marked.words)}\n")
    return f1


@torch.no_grad()
def features(reader, sentences):
    """What the head knows of each pair before its last layer, and the pairs."""
    reader.mode(training=False)
    examples = reader.encoded(sentences)
    rows = [reader.scores(examples[start:start + BATCH], judged=True) for start in range(0, len(examples), BATCH)]
    return torch.cat(rows), [pair for example in examples for pair in example["marked"].pairs]


def last_layer(reader, x, pairs, weights, steps=400, decay=0.1):
    """Trains the layer of senses alone, drawn back to where it starts."""
    layer = torch.nn.Linear(x.shape[1], len(reader.senses))
    layer.load_state_dict(reader.head.senses.state_dict())
    start = layer.weight.detach().clone()
    allowed = allowed_of(reader.senses, pairs)
    closed = open_to(reader.senses, pairs)
    optimizer = torch.optim.Adam(layer.parameters(), lr=5e-3)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 - step / steps)
    for _ in range(steps):
        each = -torch.logsumexp(F.log_softmax(layer(F.dropout(x, 0.2)) + closed, -1) + allowed, -1)
        loss = (each * weights).sum() / weights.sum() + decay * (layer.weight - start).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return layer


def taught_by(reader, data):
    """PLV's sentences with the senses of their root."""
    return [Marked(marked.words, [Pair(marked.pairs[0].source, marked.pairs[0].target, plv.senses_of(reader.senses, root), None)])
            for marked, root in data]


def with_plv(reader, data, args):
    """Features and pairs of PLV's sentences, and of written ones."""
    return *features(reader, taught_by(reader, data)), *features(reader, list(Frames(args.seed * 7777).sentences(args.sentences)))


def weights_of(n_plv, n_written, weight):
    return torch.cat([torch.full((n_plv,), weight), torch.ones(n_written)])


def folds(reader, args):
    """Cross-validation on PLV_train; nothing of a fold is seen in what judges it."""
    data = plv.sentences(args.plv)
    gold = [root for _, root in data]
    ours = [None] * len(data)
    x, pairs, more, more_pairs = with_plv(reader, data, args)
    for fold in plv.five_folds(gold, args.seed):
        held = set(fold)
        inside = [idx for idx in range(len(data)) if idx not in held]
        layer = last_layer(reader, torch.cat([x[inside], more]), [pairs[idx] for idx in inside] + more_pairs,
                           weights_of(len(inside), len(more), args.weight))
        with torch.no_grad():
            for idx, row in zip(fold, F.log_softmax(layer(x[fold]), -1)):
                ours[idx] = plv.by_root(reader.senses, row)
        print(f"fold: {sum(ours[idx] == gold[idx] for idx in fold) / len(fold):.3f} right", flush=True)
    plv.report(gold, ours)


def whole_folds(reader, args):
    """The same, but that branch and head learn whole; each fold begins from the same weights.
    Sentences of rare roots weigh more, by the power `--balance` of how rare they are. With
    several members, each learns from other written sentences in another order, and their
    log probabilities are added."""
    data = plv.sentences(args.plv)
    gold = [root for _, root in data]
    ours = [None] * len(data)
    taught = taught_by(reader, data)
    examples = {id(example["marked"]): example for example in reader.encoded(taught)}
    for marked, root in zip(taught, gold):
        examples[id(marked)]["weight"] = (max(map(gold.count, set(gold))) / gold.count(root)) ** args.balance
    written = [reader.encoded(Frames(args.seed * 7777 + member).sentences(args.sentences)) for member in range(args.members)]
    modules = torch.nn.ModuleDict({"branch": reader.branch, "head": reader.head})
    start = {name: value.clone() for name, value in modules.state_dict().items()}
    for fold in plv.five_folds(gold, args.seed):
        held = set(fold)
        inside = [examples[id(taught[idx])] for idx in range(len(data)) if idx not in held]
        rows = {}
        for member in range(args.members):
            modules.load_state_dict(start)
            torch.manual_seed(args.seed + member)
            train(reader, inside + written[member], args.epochs, args.rate, args.seed + member)
            for place, row in guesses(reader, [data[idx][0] for idx in fold]).items():
                rows[place] = rows.get(place, 0.0) + row
            for place, row in rows.items():
                ours[fold[place]] = plv.by_root(reader.senses, F.log_softmax(row / (member + 1), -1))
            print(f"fold, {member + 1} members: {sum(ours[idx] == gold[idx] for idx in fold) / len(fold):.3f} right", flush=True)
    plv.report(gold, ours)


def cut(reader, path):
    """Takes as branch the last layers of an encoder that was trained together with its
    head, and that head; the layers below are those of the frozen encoder."""
    saved = torch.load(path, map_location="cpu")
    upper = {}
    for idx in range(len(reader.branch.layers)):
        name = f"encoder.layers.{branches.FORK + idx}."
        upper.update({f"layers.{idx}.{part.removeprefix(name)}": value
                      for part, value in saved["state"].items() if part.startswith(name)})
    reader.branch.load_state_dict(upper)
    reader.head.load_state_dict(saved["pairs"])
    return {"written": saved["about"]["written"], "seconds": saved["about"]["event_seconds"], "seed": saved["about"]["seed"]}


def export(reader, args):
    """Writes the weights file."""
    file = Sections({**{f"branch.{name}": value for name, value in reader.branch.state_dict().items()},
                     **{f"pairs.{name}": value for name, value in reader.head.state_dict().items()}})
    settings = branches.put(file, "branch.", len(reader.branch.layers))
    file.matrix("pairs.enter", "pairs.enter")
    file.floats("pairs.places", file.state["pairs.place.weight"])
    file.norm("pairs.enter_norm", "pairs.enter_norm")
    for idx in range(NARROW_LAYERS):
        file.layer(f"pairs.layer{idx}", f"pairs.layers.{idx}")
    file.matrix("pairs.judge", "pairs.judge")
    file.matrix("pairs.out", "pairs.senses", "pairs.standings")
    size = file.write(args.out, {
        "tier": "events", "trained_on": args.trained_on, "licence": args.licence, "scores": {},
        "settings": {**settings, "senses": reader.senses, "standings": STANDINGS, **reader.about},
    })
    print(f"{args.out}: {size} bytes, {len(file.data)} sections")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["train", "cut", "measure", "folds", "export"])
    parser.add_argument("careful", help="the careful tier's checkpoint")
    parser.add_argument("--events", help="the checkpoint of branch and head; train goes on from it or begins anew")
    parser.add_argument("--joint", help="cut: the checkpoint that branch and head are taken from")
    parser.add_argument("--out", help="where the checkpoint or the weights go")
    parser.add_argument("--plv", help="PLV_train.tsv")
    parser.add_argument("--errors", help="measure: where the wrong answers go")
    parser.add_argument("--sentences", type=int, default=24000, help="written sentences")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4, help="the branch's highest rate; the head's is four times that")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--weight", type=float, default=2.0, help="folds: weight of a pair of PLV beside a written one")
    parser.add_argument("--whole", action="store_true", help="folds: branch and head learn whole, not the last layer alone")
    parser.add_argument("--balance", type=float, default=0.0, help="folds --whole: how much more rare roots weigh")
    parser.add_argument("--members", type=int, default=1, help="folds --whole: how many are asked and averaged")
    parser.add_argument("--trained-on", nargs="+", default=[], help="export: data sets with their licences")
    parser.add_argument("--licence", default="CC BY-SA 4.0")
    return parser.parse_args()


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    reader = Reader(args.careful, args.events, args.seed)
    if args.command == "train":
        examples = reader.encoded(Frames(args.seed * 1000).sentences(args.sentences))
        about = {"written": args.sentences, **train(reader, examples, args.epochs, args.rate, args.seed)}
    if args.command == "cut":
        about = cut(reader, args.joint)
    if args.command in ("train", "cut"):
        reader.save(args.out, **about)
    if args.command == "folds":
        (whole_folds if args.whole else folds)(reader, args)
    if args.command == "export":
        export(reader, args)
    if args.plv and args.command in ("train", "cut", "measure"):
        measure(reader, args.plv, args.errors)


if __name__ == "__main__":
    main()
