"""What reading GraphML is measured by: reading.py FOLDER makes the input, people100k.graphml; peers.py takes `register`.

100,000 people with name, role and cohort, 500,000 ties with technique and weight: 73 MB on one line, as some tools write."""
import ctypes, json, os, random, subprocess, sys

NAME = "people100k"
KEYS = (("name", "node", "string"), ("role", "node", "string"), ("cohort", "node", "int"),
        ("technique", "edge", "string"), ("weight", "edge", "double"))
FIRST = ["Amara", "Bj\u00f6rn", "Chen", "Deirdre", "Emeka", "F\u00e1tima", "Gwen", "Hamish", "Ines", "Joel &amp; Kim", "\u0141ucja", "Mo"]
LAST = ["Adeyemi", "Brown", "Clarke", "D'Souza", "Evans", "Ferreira", "Green", "Hughes", "Ito", "Jones", "Khan", "O'Neill"]
ROLES = ["consultant", "nurse", "manager", "therapist", "pharmacist", "midwife", "paramedic", "analyst"]
TECHNIQUES = ["appreciative inquiry", "team diagnostic", "coaching", "well-being plan", "large workshops",
              "action learning", "after action review", "conflict resolution"]


def make(folder, people=100_000, ties=500_000):
    import numpy as np
    if os.path.exists(f"{folder}/{NAME}.json"):
        return
    dice = random.Random(20250119)
    edges = []
    with open(f"{folder}/{NAME}.graphml", "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
        for name, domain, kind in KEYS:
            out.write(f'<key id="{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>')
        out.write('<graph edgedefault="undirected">')
        for i in range(people):
            out.write(f'<node id="n{i}"><data key="name">{dice.choice(FIRST)} {dice.choice(LAST)} {i}</data>'
                      f'<data key="role">{dice.choice(ROLES)}</data><data key="cohort">{dice.randint(1, 3)}</data></node>')
        for _ in range(ties):
            u, v = dice.sample(range(people), 2)
            edges.append((u, v))
            out.write(f'<edge source="n{u}" target="n{v}"><data key="technique">{dice.choice(TECHNIQUES)}</data>'
                      f'<data key="weight">{round(dice.random(), 4)}</data></edge>')
        out.write("</graph></graphml>\n")
    np.save(f"{folder}/{NAME}.npy", np.array(edges, dtype=np.int32))
    with open(f"{folder}/{NAME}.json", "w") as about:
        json.dump({"name": NAME, "n": people, "m": ties}, about)
    print(f"made {NAME}: {people} nodes, {ties} rows", flush=True)


class Count(ctypes.Structure):
    _fields_ = [(name, ctypes.c_long) for name in ("nodes", "edges", "values")]


def floor(folder):
    """libxml2's parser with callbacks that only count, built from floor_sax.c beside this file."""
    library = os.path.abspath(f"{folder}/floor_sax.so")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0"], capture_output=True, text=True, check=True).stdout.split()
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floor_sax.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, *flags], check=True)
    return ctypes.CDLL(library)


def register(peer):
    """Adds those that Ripple's reading is measured by to the table of peers."""

    @peer("graphml_read", "libxml2 SAX2, counting only", "ctypes", NAME)
    def _(folder, graph):
        library, count = floor(folder), Count()
        path = f"{folder}/{graph}.graphml".encode()
        return lambda: library.count_graphml(path, ctypes.byref(count)), \
            lambda _: f"n={count.nodes} m={count.edges} values={count.values}", 1

    @peer("graphml_read", "igraph", "igraph", NAME)
    def _(folder, graph):
        import igraph
        return lambda: igraph.Graph.Read_GraphML(f"{folder}/{graph}.graphml"), lambda g: f"n={g.vcount()} m={g.ecount()}", 1

    @peer("graphml_read", "rustworkx", "rustworkx", NAME)
    def _(folder, graph):
        import rustworkx
        return lambda: rustworkx.read_graphml(f"{folder}/{graph}.graphml")[0], \
            lambda g: f"n={g.num_nodes()} m={g.num_edges()}", 1


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    make(sys.argv[1])
