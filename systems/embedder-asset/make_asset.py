"""Writes the embedder asset: cut table, int8 dense weights, projection, vocabulary, normaliser.

Needs only the pinned package, pieces.txt and projection.npz, and writes the same bytes each time. The container is
safetensors (8 bytes header length, JSON header, data), compressed with brotli (a fifth smaller than gzip here).
"""

import argparse
import hashlib
import json
import os
import struct

import brotli
import numpy as np

from reference import load_projection, load_reference, load_weights

BLOCKS = 17
ORDERS = (2, 3, 5)
DTYPES = {"int8": "I8", "uint8": "U8", "uint16": "U16", "uint32": "U32", "float32": "F32"}


def quantize_columns(weights):
    """int8 rows (one per output column) and their scales; the clipping point with the least squared error wins."""
    columns = np.ascontiguousarray(weights.T.astype(np.float32))
    peak = np.abs(columns).max(axis=1, keepdims=True)
    best_scale, best_error = peak / 127, np.full_like(peak, np.inf)
    for share in np.linspace(0.6, 1.0, 41):
        scale = peak * np.float32(share) / 127
        rounded = np.clip(np.rint(columns / scale), -127, 127) * scale
        error = ((rounded - columns) ** 2).sum(axis=1, keepdims=True)
        better = error < best_error
        best_scale, best_error = np.where(better, scale, best_scale), np.where(better, error, best_error)
    rows = np.clip(np.rint(columns / best_scale), -127, 127).astype(np.int8)
    return rows, best_scale[:, 0].astype(np.float32)


def dense_layers(weights, mean, axes):
    """name -> (K x N weights, bias)."""
    layers = {"proj": (np.concatenate([weights[f"proj{n}"] for n in ORDERS], 1), np.concatenate([weights[f"proj_b{n}"] for n in ORDERS]))}
    for n in ORDERS:
        layers[f"conv{n}.first"] = (weights[f"w1_{n}"], weights[f"b1_{n}"])
        layers[f"conv{n}.second"] = (weights[f"w2_{n}"], weights[f"b2_{n}"])
    layers["sum"] = (weights["cnn_W"], weights["cnn_b"])
    for name in ("d0", "d1", "d2", "d3", "p1", "p3"):
        layers[name] = (weights[name], None)
    layers["axes"] = (axes, -(mean @ axes))
    return {name: (w, np.zeros(w.shape[1]) if b is None else b) for name, (w, b) in layers.items()}


def kept_ids(tokenizer):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pieces.txt"), encoding="utf-8") as file:
        listed = set(file.read().split("\n"))
    return [
        index
        for index, piece in enumerate(tokenizer._pieces)
        if index < 3 or piece in listed or any("\u0400" <= c <= "\u04ff" for c in piece)
    ]


def charsmap_pairs(normalizer, alphabet):
    """(source, replacement) pairs of the normaliser's double-array trie, by walking it from the root.

    Most of the 224,680 pairs compose Hangul; a pair is kept if all of its replacement can occur in a kept piece.
    """
    units, pairs = normalizer._units, []
    stack = [(b"", normalizer._offset(units[0]))]
    while stack:
        key, node = stack.pop()
        for byte in range(256):
            position = node ^ byte
            if position >= len(units) or (units[position] & 0x800000FF) != byte:
                continue
            unit = units[position]
            child = position ^ normalizer._offset(unit)
            if unit & 0x100:
                value = units[child] & 0x7FFFFFFF
                pairs.append((key + bytes((byte,)), normalizer._replacement(value)))
            if byte:
                stack.append((key + bytes((byte,)), child))
    pairs = sorted((a.decode("utf-8"), b.decode("utf-8")) for a, b in pairs)
    return [(a, b) for a, b in pairs if set(b) <= alphabet]


def table_tensors(weights, ids):
    table = np.stack([weights[f"q{index % BLOCKS + 1}"][index // BLOCKS] for index in ids])
    return {"table": table, "table.scale": weights["scale"].astype(np.float32), "table.low": weights["lo"].astype(np.float32)}


def text_tensor(lines):
    assert not any("\n" in line for line in lines)
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def build_tensors():
    _, tokenizer = load_reference()
    weights, (mean, axes), ids = load_weights(), load_projection(), kept_ids(tokenizer)
    tensors = table_tensors(weights, ids)
    for name, (matrix, bias) in dense_layers(weights, mean, axes).items():
        tensors[f"{name}.weight"], tensors[f"{name}.scale"] = quantize_columns(matrix)
        tensors[f"{name}.bias"] = np.asarray(bias, dtype=np.float32)
    for name, parts in {"norm.proj": [f"{n}" for n in ORDERS], "norm.features": [""]}.items():
        keys = [("ln_g" + part, "ln_b" + part) for part in parts]
        tensors[f"{name}.gain"] = np.concatenate([weights[g] for g, _ in keys]).astype(np.float32)
        tensors[f"{name}.bias"] = np.concatenate([weights[b] for _, b in keys]).astype(np.float32)
    tensors["piece.id"] = np.array(ids, dtype=np.uint32)
    tensors["piece.score"] = np.array([tokenizer._scores[index] for index in ids], dtype=np.float32)
    tensors["piece.text"] = text_tensor([tokenizer._pieces[index] for index in ids])
    alphabet = {" "}.union(*(tokenizer._pieces[index] for index in ids))
    pairs = charsmap_pairs(tokenizer._normalizer, alphabet)
    text = json.dumps([[a for a, _ in pairs], [b for _, b in pairs]], ensure_ascii=False, separators=(",", ":"))
    tensors["normalizer.pairs"] = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    metadata = {"format": "1", "unknownScore": repr(float(tokenizer._unk_score)), "epsilon": repr(float(weights["eps"]))}
    return tensors, metadata


def pack(tensors, metadata):
    """safetensors; every tensor starts at a multiple of four so that typed arrays can look at it in place."""
    header, chunks, offset = {"__metadata__": metadata}, [], 0
    for name in sorted(tensors, key=lambda name: -tensors[name].dtype.itemsize):
        data = np.ascontiguousarray(tensors[name])
        raw = data.tobytes()
        header[name] = {"dtype": DTYPES[str(data.dtype)], "shape": list(data.shape), "data_offsets": [offset, offset + len(raw)]}
        chunks.append(raw)
        offset += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(chunks)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output")
    parser.add_argument("--quality", type=int, default=11, help="brotli quality; 11 takes two minutes")
    args = parser.parse_args()
    tensors, metadata = build_tensors()
    raw = pack(tensors, metadata)
    packed = brotli.compress(raw, quality=args.quality, lgwin=24)
    with open(args.output, "wb") as file:
        file.write(packed)
    print(f"{len(tensors['piece.id'])} pieces, {len(raw)} bytes, {len(packed)} packed, sha256 {hashlib.sha256(packed).hexdigest()}")


if __name__ == "__main__":
    main()
