"""Words as numbers: word pieces and the shape of each word.

The same as `grammar/careful/pieces.rs` does when it reads; a test of the
repository holds the two against each other.
"""

import unicodedata

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 60

# Marks that corpora and newspapers write differently.
MARKS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
})

SHAPES = ["lower", "title", "upper", "initial", "mixed", "number", "mark"]


def shape(word):
    """Returns the number of the word's shape in SHAPES."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5 if any(c.isnumeric() for c in word) else 6
    if any(c.isnumeric() for c in word):
        return 5
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 0
    if len(letters) == 1:
        return 3
    if all(upper):
        return 2
    return 1 if upper[0] and not any(upper[1:]) else 4


def normal(word):
    """Returns the word as pieces are looked up: plain marks, lower case, no accents."""
    word = word.translate(MARKS)
    if word in ("''", "``"):
        word = '"'
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def parts(word):
    """Cuts a word at its marks: a mark is a part of its own."""
    out, run = [], ""
    for c in word:
        if c.isalnum():
            run += c
        else:
            if run:
                out.append(run)
            run = ""
            if not c.isspace():
                out.append(c)
    if run:
        out.append(run)
    return out


class Pieces:
    """Cuts words into the longest pieces of a vocabulary, from the left."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.number = {piece: idx for idx, piece in enumerate(vocabulary)}
        self.known = {}

    def of(self, word):
        if word not in self.known:
            found = []
            for part in parts(normal(word)[:LONGEST_WORD]):
                found.extend(self.cut(part))
            self.known[word] = [self.number[piece] for piece in found] or [self.number[UNKNOWN]]
        return self.known[word]

    def cut(self, part):
        out, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self.number:
                    break
            else:
                return [UNKNOWN]
            out.append(piece)
            start = end
        return out
