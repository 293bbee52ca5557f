"""Heads of CLEAR-style trees as Universal Dependencies would have them.

In: words with the heads and labels that spaCy's English models give, which are
learnt from OntoNotes with the labels of ClearNLP. Out: heads after the manner of
UD's English treebanks, so that both can be measured on the same file. Converted:

- a preposition (`prep`, `agent`, `dative`, also one within another) hangs on its
  object (`pobj`, `pcomp`), and what hung on the preposition hangs there too;
- a form of "be" hangs on its predicate: `attr`, `acomp`, else what stands in a
  prepositional phrase or an adverb behind it. "There is ..." and "be" with a clause
  stay as they are, as in UD;
- all conjuncts hang on the first; `cc` hangs on the conjunct behind it;
- a currency sign heads its number;
- a person's names hang on the first of them;
- marks (`punct`) hang anew: at an edge of the sentence on its root, elsewhere on the
  phrase that they part from what it hangs on.

The same in both, and left alone: subjects, objects, auxiliaries, negation, marks,
determiners, possessors with their `case`, compounds, clauses, apposition. Labels are
not converted: there is no LAS.

>>> def shown(rows, people=()):
...     words, heads, labels = zip(*rows)
...     found = ud_heads(list(words), [h - 1 if h else None for h in heads], list(labels), people)
...     return [head + 1 if head is not None else 0 for head in found]

They flew to Oslo .
>>> shown([("They", 2, "nsubj"), ("flew", 0, "ROOT"), ("to", 2, "prep"), ("Oslo", 3, "pobj"), (".", 2, "punct")])
[2, 0, 4, 2, 2]

He came out of hiding .
>>> shown([("He", 2, "nsubj"), ("came", 0, "ROOT"), ("out", 2, "prep"), ("of", 3, "prep"), ("hiding", 4, "pobj"),
...        (".", 2, "punct")])
[2, 0, 5, 5, 2, 2]

She is not happy .
>>> shown([("She", 2, "nsubj"), ("is", 0, "ROOT"), ("not", 2, "neg"), ("happy", 2, "acomp"), (".", 2, "punct")])
[4, 4, 4, 0, 4]

They are in Oslo .
>>> shown([("They", 2, "nsubj"), ("are", 0, "ROOT"), ("in", 2, "prep"), ("Oslo", 3, "pobj"), (".", 2, "punct")])
[4, 4, 4, 0, 4]

There is hope .
>>> shown([("There", 2, "expl"), ("is", 0, "ROOT"), ("hope", 2, "attr"), (".", 2, "punct")])
[2, 0, 2, 2]

Kenya , Chad and Mali agree .
>>> shown([("Kenya", 6, "nsubj"), (",", 1, "punct"), ("Chad", 1, "conj"), ("and", 3, "cc"), ("Mali", 3, "conj"),
...        ("agree", 0, "ROOT"), (".", 6, "punct")])
[6, 3, 1, 5, 1, 0, 6]

Anna Lund paid $ 5 million .
>>> shown([("Anna", 2, "compound"), ("Lund", 3, "nsubj"), ("paid", 0, "ROOT"), ("$", 6, "quantmod"),
...        ("5", 6, "compound"), ("million", 3, "dobj"), (".", 3, "punct")], [(0, 2)])
[3, 1, 0, 3, 6, 4, 3]
"""

BE = {"be", "am", "'m", "’m", "is", "'s", "’s", "are", "'re", "’re", "was", "were", "been", "being"}
PREPOSITIONS = {"prep", "agent", "dative"}
CURRENCIES = {"$", "€", "£", "¥", "US$", "A$", "C$"}


def ud_heads(words, heads, labels, people=()):
    """Returns the heads; positions count from 0, the root has None. `people` are the
    ranges of words that name a person."""
    tree = Tree(words, list(heads), list(labels))
    # Bottom up: what is inside a phrase finds its place before the phrase does.
    for idx in sorted(range(len(words)), key=tree.depth, reverse=True):
        if labels[idx] in PREPOSITIONS or (labels[idx] in ("pcomp", "conj") and tree.has(idx, "pobj")):
            tree.lift_object(idx)
    for idx in sorted(range(len(words)), key=tree.depth, reverse=True):
        if labels[idx] == "quantmod" and words[idx] in CURRENCIES:
            tree.swap(idx)
    for idx in sorted(range(len(words)), key=tree.depth, reverse=True):
        if words[idx].lower() in BE and labels[idx] not in ("aux", "auxpass"):
            tree.lift_predicate(idx)
    tree.join_conjuncts()
    for start, end in people:
        tree.name(start, end)
    for idx, label in enumerate(labels):
        if label == "punct" and tree.heads[idx] is not None:
            tree.hang_mark(idx)
    return tree.heads


class Tree:
    def __init__(self, words, heads, labels):
        self.words, self.heads, self.labels = words, heads, labels

    def depth(self, idx):
        depth = 0
        while (idx := self.heads[idx]) is not None:
            depth += 1
        return depth

    def below(self, idx):
        return [child for child, head in enumerate(self.heads) if head == idx]

    def has(self, idx, *labels):
        return any(self.labels[child] in labels for child in self.below(idx))

    def swap(self, child):
        """Puts a word in the place of its head, and the head below it."""
        head = self.heads[child]
        for other in self.below(head):
            if other != child and self.labels[other] not in ("compound", "nummod", "advmod", "quantmod"):
                self.heads[other] = child
        self.replace(head, child)

    def replace(self, old, new):
        self.heads[new] = self.heads[old]
        self.heads[old] = new
        self.labels[new], self.labels[old] = self.labels[old], "case"

    def lift_over(self, old, new):
        for child in self.below(old):
            if child != new:
                self.heads[child] = new
        self.replace(old, new)

    def lift_object(self, idx):
        for wanted in (("pobj", "pcomp"), tuple(PREPOSITIONS)):
            for child in self.below(idx):
                if self.labels[child] in wanted and child > idx:
                    self.lift_over(idx, child)
                    return

    def lift_predicate(self, idx):
        children = self.below(idx)
        if any(self.labels[child] == "expl" and self.words[child].lower() == "there" for child in children):
            return
        # Behind the verb stand objects of prepositions, which are lifted by now.
        behind = [child for child in children if child > idx]
        found = ([child for child in children if self.labels[child] in ("attr", "acomp")]
                 or [child for child in behind if self.labels[child] in PREPOSITIONS])
        if not found and not self.has(idx, "ccomp", "xcomp", "advcl"):
            found = [child for child in behind if self.labels[child] == "advmod"]
        if found:
            self.lift_over(idx, found[0])

    def join_conjuncts(self):
        first = {}
        for idx, label in enumerate(self.labels):
            if label == "conj":
                top = idx
                while self.labels[top] == "conj" and self.heads[top] is not None:
                    top = self.heads[top]
                first[idx] = top
        for idx, label in enumerate(self.labels):
            if label == "cc":
                behind = [other for other in first if other > idx and self.heads[other] == self.heads[idx]]
                if behind and self.heads[idx] is not None and self.heads[idx] < idx:
                    self.heads[idx] = behind[0]
        for idx, top in first.items():
            self.heads[idx] = top

    def name(self, start, end):
        inside = range(start, end)
        out = [idx for idx in inside if self.heads[idx] not in inside]
        if len(out) == 1 and out[0] == end - 1 and all(self.labels[idx] == "compound" for idx in range(start, end - 1)):
            for child in self.below(out[0]):
                self.heads[child] = start
            self.heads[start] = self.heads[out[0]]
            for idx in range(start + 1, end):
                self.heads[idx] = start

    def chain(self, idx):
        """Returns the word and what stands above it."""
        out = [idx]
        while self.heads[out[-1]] is not None:
            out.append(self.heads[out[-1]])
        return out

    def hang_mark(self, idx):
        if self.below(idx):
            return
        words = [other for other, label in enumerate(self.labels) if label != "punct"]
        before = [other for other in words if other < idx]
        behind = [other for other in words if other > idx]
        if not before or not behind:
            if before or behind:
                self.heads[idx] = self.chain((before or behind)[0])[-1]
            return
        left, right = self.chain(before[-1]), self.chain(behind[0])
        both = next(other for other in left if other in right)
        left, right = left[:left.index(both)], right[:right.index(both)]
        if left and (not right or (self.words[idx] == ")" or both > idx) and self.words[idx] != "("):
            self.heads[idx] = left[-1]
        elif right:
            self.heads[idx] = right[-1]
