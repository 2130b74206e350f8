"""Writing 100,000 people and 500,000 ties with names, roles, cohorts, kinds and weights: other programs, and floors in C."""
import ctypes, os, subprocess

FIRST = ["Ann", "Bob", "Ciarán", "Dilys", "Eve", "Farah", "George", "Hana"]
LAST = ["Smith", "O'Neill", "Fish & Co", "Okafor", "Łuczak", "Jones", "<Brown>", "Tresilver"]
ROLE = ["consultant", "nurse", "operational manager", "GP", "physio & OT", "midwife"]
KIND = ["coaching", "appreciative inquiry", "team diagnostic", "well-being plan", 'large "workshop"']
INPUT = "attrs100k"


def register(peer, rows):
    def attributes(folder, graph):
        n, edges = rows(folder, graph)
        m = len(edges)
        people = {"name": [f"{FIRST[i % 8]} {LAST[i // 8 % 8]} {i}" for i in range(n)], "role": [ROLE[i % 6] for i in range(n)], "cohort": [i % 12 + 1 for i in range(n)]}
        ties = {"kind": [KIND[e % 5] for e in range(m)], "weight": [(e % 1000 + 1) / 100 for e in range(m)]}
        return n, edges, people, ties, lambda _: f"n={n} m={m}"

    def of_igraph(folder, graph):
        import igraph
        n, edges, people, ties, check = attributes(folder, graph)
        return igraph.Graph(n=n, edges=edges, vertex_attrs=people, edge_attrs=ties), check

    @peer("graphml_write", "igraph", "igraph", INPUT)
    def _(folder, graph):
        g, check = of_igraph(folder, graph)
        return lambda: g.write_graphml(f"{folder}/written.graphml"), check, 1

    @peer("dot_write", "igraph", "igraph", INPUT)
    def _(folder, graph):
        g, check = of_igraph(folder, graph)
        return lambda: g.write_dot(f"{folder}/written.dot"), check, 1

    @peer("dot_write", "rustworkx", "rustworkx", INPUT)
    def _(folder, graph):
        import rustworkx
        n, edges, people, ties, check = attributes(folder, graph)
        quoted = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        g = rustworkx.PyGraph()
        g.add_nodes_from([{"name": quoted(a), "role": quoted(b), "cohort": str(c)} for a, b, c in zip(*people.values())])
        g.add_edges_from([(int(u), int(v), {"kind": quoted(k), "weight": str(w)}) for (u, v), k, w in zip(edges, *ties.values())])
        return lambda: g.to_dot(lambda node: node, lambda edge: edge, filename=f"{folder}/written.dot"), check, 1

    for task, name, call in (("graphml_write", "floor: xmlOutputBuffer", "graphml"), ("dot_write", "floor: fwrite", "graphviz")):
        @peer(task, name, "ctypes", INPUT)
        def _(folder, graph, call=call):
            n, edges = rows(folder, graph)
            source, library = os.path.join(os.path.dirname(os.path.abspath(__file__)), "writing.c"), f"{folder}/writing.so"
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0"], capture_output=True, text=True, check=True).stdout.split()
            subprocess.run(["cc", "-O2", "-march=native", "-shared", "-fPIC", source, "-o", library, *flags], check=True)
            floor = ctypes.CDLL(library)
            floor.prepare(n, len(edges), ctypes.c_void_p(edges.ctypes.data))
            path = f"{folder}/floor.{call}".encode()
            return lambda: (getattr(floor, call)(path), edges), lambda _: f"n={n} m={len(edges)}", 1
