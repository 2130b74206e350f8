"""Makes the inputs of the benchmarks, the same bytes everywhere: inputs.py FOLDER [NAME ...]

NAME.npy holds rows of 32-bit numbers: u, v (each undirected edge once), or u, v, t (u may pass to v at time t), or
u, v, start, end; NAME.json holds n and the number of rows. Some are also written as text: NAME.csv with a header, NAME.txt
without. The JSON of a network without times also names ten seeds of diffusion."""
import json, os, random, sys
import numpy as np

SEED = 20250119


def generator(tag):
    return np.random.Generator(np.random.PCG64([SEED, sum(ord(c) << (8 * (i % 4)) for i, c in enumerate(tag))]))


def simple(edges):
    """Each undirected edge once, smaller end first, sorted."""
    edges = edges[edges[:, 0] != edges[:, 1]]
    keys = np.unique(edges.min(axis=1).astype(np.int64) << 32 | edges.max(axis=1).astype(np.int64))
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).astype(np.int32)


def shuffled(edges, n, dice):
    return dice.permutation(n).astype(np.int32)[edges]


def preferential(n, m, seed):
    """Barabasi and Albert's graph: each newcomer joins m nodes, drawn by their degree."""
    dice, edges, ends, joined = random.Random(seed), [], [], list(range(m))
    for v in range(m, n):
        edges.extend((t, v) for t in joined)
        ends.extend(joined)
        ends.extend([v] * m)
        drawn = set()
        while len(drawn) < m:
            drawn.add(ends[int(dice.random() * len(ends))])
        joined = sorted(drawn)
    return np.array(edges, dtype=np.int32)


def practice(n, m, dice, team=40, fringe=0.30, local=0.8):
    """Teams, a few very active people, mostly local ties, and a fringe of people met once."""
    core = int(n * (1 - fringe))
    ties = m - (n - core)
    activity = 1.0 / np.arange(1, core + 1) ** 0.5
    activity /= activity.sum()
    ranked = dice.permutation(core)
    u = ranked[dice.choice(core, size=int(ties * 1.35), p=activity)]
    near = dice.random(u.size) < local
    v = np.where(near, (u // team) * team + dice.integers(0, team, u.size), ranked[dice.choice(core, size=u.size, p=activity)])
    edges = simple(np.stack([u, np.minimum(v, core - 1)], axis=1))
    edges = edges[np.sort(dice.permutation(len(edges))[:ties])]
    outer = np.arange(core, n)
    tail = np.stack([ranked[dice.choice(core, size=outer.size, p=activity)], outer], axis=1)
    return shuffled(np.concatenate([edges, tail]).astype(np.int32), n, dice)


def contacts(name, n, ties, m, horizon=1_000_000, spell=0):
    """m contacts, either way along ties of a practice network, at even times; with spell they last up to that long."""
    dice = generator(name)
    edges = practice(n, ties, dice)
    picked, turned = dice.integers(0, len(edges), m), dice.random(m) < 0.5
    u = np.where(turned, edges[picked, 0], edges[picked, 1])
    v = np.where(turned, edges[picked, 1], edges[picked, 0])
    columns = [u, v, np.sort(dice.integers(0, horizon, m))]
    if spell:
        columns.append(columns[2] + 1 + dice.integers(0, spell, m))
    return n, np.stack(columns, axis=1)


def at_most_two(n, rows):
    """The same contacts, of which a person's third at a time ends the oldest."""
    live = [[] for _ in range(n)]
    for row, (u, v, start, _) in enumerate(rows):
        for person in (u, v):
            live[person] = [other for other in live[person] if rows[other, 3] > start]
            if len(live[person]) == 2:
                oldest = live[person].pop(0)
                rows[oldest, 3] = max(start, rows[oldest, 2] + 1)
            live[person].append(row)
    return n, rows


def rmat(scale, m, dice, a=0.57, b=0.19, c=0.19):
    """Chakrabarti, Zhan and Faloutsos's graph: each edge falls into one quarter of the matrix, then of that quarter."""
    u, v = np.zeros(m, np.int64), np.zeros(m, np.int64)
    for _ in range(scale):
        x = dice.random(m)
        u = (u << 1) | (x >= a + b)
        v = (v << 1) | (((x >= a) & (x < a + b)) | (x >= a + b + c))
    return np.stack([u, v], axis=1)


def million():
    """8 million directed edges among 1,048,576 nodes, half of which have none."""
    dice = generator("rmat1m")
    edges = rmat(20, 8_600_000, dice)
    edges = edges[edges[:, 0] != edges[:, 1]]
    keys = np.unique(edges[:, 0] << 32 | edges[:, 1])
    keys = keys[np.sort(dice.permutation(len(keys))[:8_000_000])]
    return 1 << 20, shuffled(np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1), 1 << 20, dice)


def static(name, n, edges):
    return n, simple(edges(generator(name)))


def beginners(n, edges):
    """Ten nodes with neighbours, by lot, from which diffusion begins."""
    linked = np.nonzero(np.bincount(edges.ravel(), minlength=n))[0]
    return [int(x) for x in np.random.Generator(np.random.PCG64(7)).choice(linked, 10, replace=False)]


INPUTS = {
    "ba5k": lambda: static("ba5k", 5_000, lambda d: shuffled(preferential(5_000, 5, SEED + 2), 5_000, d)),
    "prac5k": lambda: static("prac5k", 5_000, lambda d: practice(5_000, 25_000, d)),
    "ba20k": lambda: static("ba20k", 20_000, lambda d: shuffled(preferential(20_000, 5, SEED), 20_000, d)),
    "prac20k": lambda: static("prac20k", 20_000, lambda d: practice(20_000, 100_000, d)),
    "rmat1m": million,
    "rmat1m_und": lambda: (1 << 20, simple(million()[1])),
    "ba50k": lambda: static("ba50k", 50_000, lambda d: shuffled(preferential(50_000, 5, SEED + 1), 50_000, d)),
    "prac50k": lambda: static("prac50k", 50_000, lambda d: practice(50_000, 250_000, d)),
    "contacts1k": lambda: contacts("contacts1k", 1_000, 4_000, 5_000),
    "contacts5k": lambda: contacts("contacts5k", 5_000, 20_000, 200_000),
    "contacts50k": lambda: contacts("contacts50k", 50_000, 200_000, 2_000_000),
    "contacts1m": lambda: contacts("contacts1m", 1_000_000, 4_000_000, 10_000_000),
    # About 80 contacts a person over the horizon, lasting a fortieth of it on average: two live at a time, of a few many.
    "spells5k": lambda: contacts("spells5k", 5_000, 20_000, 200_000, spell=50_000),
    # For writing; what people and ties are called follows from their numbers.
    "attrs100k": lambda: (100_000, generator("attrs100k").integers(0, 100_000, (500_000, 2))),
    "pairs5k": lambda: at_most_two(*contacts("spells5k", 5_000, 20_000, 200_000, spell=50_000)),
}

# Also written as an edge list, for tasks that read one.
AS_TEXT = ("rmat1m",)

if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name in sys.argv[2:] or INPUTS:
        if os.path.exists(f"{folder}/{name}.json"):
            continue
        n, rows = INPUTS[name]()
        np.save(f"{folder}/{name}.npy", np.ascontiguousarray(rows.astype(np.int32)))
        if name in AS_TEXT:
            for ending, header, mark in (("csv", "from,to", ","), ("txt", "", " ")):
                np.savetxt(f"{folder}/{name}.{ending}", rows, fmt="%d", delimiter=mark, header=header, comments="")
        known = {"name": name, "n": n, "m": len(rows)}
        if rows.shape[1] == 2:
            known["seeds"] = beginners(n, rows)
        with open(f"{folder}/{name}.json", "w") as about:
            json.dump(known, about)
        print(f"made {name}: {n} nodes, {len(rows)} rows", flush=True)
