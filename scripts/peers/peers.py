"""Measures Ripple beside other programs on the same inputs, in one run, turn by turn, so that a noisy minute hits all.

peers.py FOLDER RIPPLE_BENCH OUT [--threads N] [--repeat N] [TASK@INPUT ...]      prints a table; OUT gets one JSON line a run
peers.py worker FOLDER TASK INPUT PEER THREADS                                    one measurement, in a process of its own

Setting up is off the clock. A peer too slow for all the work does a share of it, and its time is scaled up."""
import functools, json, os, platform, resource, statistics, subprocess, sys, time
import reading, writing

PEERS = {}


def peer(task, name, needs, inputs):
    def add(make):
        for graph in inputs.split():
            PEERS[task, graph, name] = (make, needs)
        return make
    return add


def rows(folder, graph):
    import numpy as np
    return json.load(open(f"{folder}/{graph}.json"))["n"], np.load(f"{folder}/{graph}.npy")


def digest(values):
    best = max(range(len(values)), key=values.__getitem__)
    return f"sum={sum(values):.7g} max={best}:{values[best]:.7g}"


# Each peer: (folder, graph) -> (work, checksum of its result, share of the whole work).

for hops in (2, 3):
    @peer(f"reach{hops}", "igraph", "igraph", "prac50k ba50k")
    def _(folder, graph, hops=hops):
        import igraph
        n, edges = rows(folder, graph)
        g = igraph.Graph(n=n, edges=edges.tolist())
        return lambda: [size - 1 for size in g.neighborhood_size(order=hops)], digest, 1

    @peer(f"reach{hops}", "scipy", "scipy", "prac50k ba50k")
    def _(folder, graph, hops=hops):
        import numpy as np, scipy.sparse as sp
        n, e = rows(folder, graph)
        ones = np.ones(2 * len(e), np.bool_)
        both = (np.concatenate([e[:, 0], e[:, 1]]), np.concatenate([e[:, 1], e[:, 0]]))
        a = sp.csr_matrix((ones, both), shape=(n, n)) + sp.eye(n, dtype=bool, format="csr")
        some = np.arange(0, n, 10)
        def work():
            ball = a[some]
            for _ in range(hops - 1):
                ball = ball @ a
            return ball.nnz - len(some)
        return work, lambda r: f"tenth-sum={r}", 0.1


@peer("harmonic", "igraph", "igraph", "prac50k ba50k")
def _(folder, graph):
    import igraph
    n, edges = rows(folder, graph)
    g, some = igraph.Graph(n=n, edges=edges.tolist()), list(range(0, n, n // 1000))
    return lambda: sum(g.harmonic_centrality(vertices=some, normalized=False)), lambda r: f"sample-sum={r:.8g}", len(some) / n


def igraph_of(folder, graph, directed=False):
    import igraph
    n, edges = rows(folder, graph)
    return igraph.Graph(n=n, edges=edges, directed=directed)


def networkit_of(folder, graph):
    import networkit, numpy as np
    networkit.setNumberOfThreads(int(os.environ["OMP_NUM_THREADS"]))
    n, edges = rows(folder, graph)
    g = networkit.Graph(n, weighted=False, directed=False)
    g.addEdges((edges[:, 0].astype(np.uint64), edges[:, 1].astype(np.uint64)))
    return g


def graph_tool_of(folder, graph):
    import graph_tool.all as gt
    gt.openmp_set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    n, edges = rows(folder, graph)
    g = gt.Graph(directed=False)
    g.add_vertex(n)
    g.add_edge_list(edges)
    return g


BETWEEN = "ba5k prac5k ba20k prac20k"


@peer("betweenness", "igraph", "igraph", BETWEEN)
def _(folder, graph):
    g = igraph_of(folder, graph)
    return lambda: g.betweenness(directed=False), digest, 1


@peer("betweenness", "graph-tool", "graph_tool", BETWEEN)
def _(folder, graph):
    import graph_tool.all as gt
    g = graph_tool_of(folder, graph)
    return lambda: [float(x) for x in gt.betweenness(g, norm=False)[0].a], digest, 1


@peer("edge_betweenness", "igraph", "igraph", "prac5k")
def _(folder, graph):
    g = igraph_of(folder, graph)
    return lambda: g.edge_betweenness(directed=False), lambda r: f"sum={sum(r):.7g}", 1


@peer("betweenness_estimate", "networkit KADABRA", "networkit", "ba50k")
def _(folder, graph):
    import networkit
    g = networkit_of(folder, graph)
    def work():
        search = networkit.centrality.KadabraBetweenness(g, 0.001, 0.1)
        search.run()
        return search.scores()
    return work, lambda r: f"estimates={len(r)}", 1


def pagerank_check(r):
    best = max(range(len(r)), key=r.__getitem__)
    return f"max={best}:{r[best] / sum(r):.8g}"


@peer("pagerank", "igraph PRPACK", "igraph", "rmat1m")
def _(folder, graph):
    g = igraph_of(folder, graph, directed=True)
    return lambda: g.pagerank(damping=.85), pagerank_check, 1


@peer("pagerank", "scipy powers", "scipy", "rmat1m")
def _(folder, graph):
    import numpy as np, scipy.sparse as sp
    n, e = rows(folder, graph)
    out = np.bincount(e[:, 0], minlength=n)
    step = sp.csr_matrix((1.0 / out[e[:, 0]], (e[:, 1], e[:, 0])), shape=(n, n))
    ends = np.nonzero(out == 0)[0]
    def work():
        x, change = np.full(n, 1 / n), 1.0
        while change > 1e-10:
            y = .85 * (step @ x + x[ends].sum() / n) + .15 / n
            change, x = np.abs(y - x).sum(), y
        return x
    return work, lambda r: pagerank_check(r.tolist()), 1


LARGE = "rmat1m_und"


@peer("cores", "igraph", "igraph", LARGE)
def _(folder, graph):
    g = igraph_of(folder, graph)
    return g.coreness, digest, 1


@peer("cores", "networkit", "networkit", LARGE)
def _(folder, graph):
    import networkit
    g = networkit_of(folder, graph)
    def work():
        search = networkit.centrality.CoreDecomposition(g)
        search.run()
        return search.scores()
    return work, digest, 1


@peer("cores", "graph-tool", "graph_tool", LARGE)
def _(folder, graph):
    import graph_tool.all as gt
    g = graph_tool_of(folder, graph)
    return lambda: gt.kcore_decomposition(g).a, lambda r: digest(r.tolist()), 1


@peer("components", "networkit", "networkit", LARGE)
def _(folder, graph):
    import networkit
    g = networkit_of(folder, graph)
    def work():
        search = networkit.components.ConnectedComponents(g)
        search.run()
        return search.numberOfComponents()
    return work, lambda r: f"components={r}", 1


@peer("components", "graph-tool", "graph_tool", LARGE)
def _(folder, graph):
    import graph_tool.all as gt
    g = graph_tool_of(folder, graph)
    return lambda: gt.label_components(g)[1], lambda r: f"components={len(r)}", 1


# What modularity others come to differs by method and lot, and stands in the table to be looked at.

for name, run in (("igraph Louvain", lambda g: g.community_multilevel()),
                  ("igraph Leiden", lambda g: g.community_leiden(objective_function="modularity", n_iterations=2))):
    @peer("communities", name, "igraph", f"prac50k {LARGE}")
    def _(folder, graph, run=run):
        g = igraph_of(folder, graph)
        return lambda: run(g), lambda r: f"modularity {g.modularity(r.membership):.4f}", 1

for name in ("PLM", "ParallelLeiden"):
    @peer("communities", f"networkit {name}", "networkit", f"prac50k {LARGE}")
    def _(folder, graph, name=name):
        import networkit
        g = networkit_of(folder, graph)
        search = getattr(networkit.community, name)(g, **({"refine": True} if name == "PLM" else {}))
        return search.run, lambda r: f"modularity {networkit.community.Modularity().getQuality(search.getPartition(), g):.4f}", 1


def both_ways(folder, graph):
    import numpy as np
    n, e = rows(folder, graph)
    both = np.concatenate([e, e[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    return n, both


@peer("ic", "cynetdiff", "cynetdiff", "prac50k ba50k")
def _(folder, graph):
    import array, numpy as np
    from cynetdiff.models import IndependentCascadeModel
    n, both = both_ways(folder, graph)
    starts = np.concatenate([[0], np.cumsum(np.bincount(both[:, 0], minlength=n))])
    model = IndependentCascadeModel(array.array("I", starts[:-1].tolist()), array.array("I", both[:, 1].tolist()), activation_prob=0.05)
    model.set_seeds(json.load(open(f"{folder}/{graph}.json"))["seeds"])
    model.set_rng(1)
    def work():
        reached = []
        for _ in range(10_000):
            model.reset_model()
            model.advance_until_completion()
            reached.append(model.get_num_activated_nodes())
        return reached
    return work, lambda r: f"mean {statistics.fmean(r):.1f} standard error {statistics.stdev(r) / len(r) ** 0.5:.1f}", 1


# A few runs of the 10,000, scaled up: in loops of Python one costs up to half a second.
def few(once, runs):
    return lambda: [once() for _ in range(runs)]


@peer("ic", "EoN (share)", "EoN", "prac50k ba50k")
def _(folder, graph):
    import EoN, networkx, numpy as np, random
    n, e = rows(folder, graph)
    g = networkx.Graph()
    g.add_nodes_from(range(n))
    g.add_edges_from(e.tolist())
    seeds = json.load(open(f"{folder}/{graph}.json"))["seeds"]
    random.seed(1)
    np.random.seed(1)
    # Whoever recovers after one step has one try at each neighbour.
    once = lambda: int(EoN.basic_discrete_SIR(g, 0.05, initial_infecteds=seeds)[3][-1])
    return few(once, 50), lambda r: f"mean {statistics.fmean(r):.1f} of {len(r)} runs", 50 / 10_000


@peer("ic", "NDlib (share)", "ndlib", "prac50k ba50k")
def _(folder, graph):
    import networkx
    from ndlib.models import ModelConfig
    from ndlib.models.epidemics import IndependentCascadesModel
    n, both = both_ways(folder, graph)
    g = networkx.DiGraph()
    g.add_nodes_from(range(n))
    g.add_edges_from(both.tolist())
    seeds = json.load(open(f"{folder}/{graph}.json"))["seeds"]
    settings = ModelConfig.Configuration()
    settings.add_model_initial_configuration("Infected", seeds)
    for edge in g.edges():
        settings.add_edge_configuration("threshold", edge, 0.05)
    model = IndependentCascadesModel(g, seed=1)
    model.set_initial_status(settings)
    def once():
        model.reset(seeds)
        while True:
            counts = model.iteration(node_status=False)["node_count"]
            if counts[1] == 0:
                return counts[2]
    return few(once, 3), lambda r: f"mean {statistics.fmean(r):.1f} of {len(r)} runs", 3 / 10_000


# By lot, so that spread and seeds stand in the table to be looked at.
for name, make in (("pynetim OPIM-C", lambda p, g: lambda: p.OPIMCAlgorithm(g, "IC", 1).run(20, 0.1)),
                   ("pynetim IMM", lambda p, g: lambda: p.IMMAlgorithm(g, "IC", 0.5, 1, 1).run(20))):
    @peer("im20", name, "pynetim", "prac50k ba50k")
    def _(folder, graph, make=make):
        import pynetim
        _, both = both_ways(folder, graph)
        g = pynetim.IMGraph(list(map(tuple, both.tolist())), weights=0.05, directed=True, renumber=False)
        def spread(seeds):
            return pynetim.IndependentCascadeModel(g, set(seeds)).run_monte_carlo_diffusion(2000, 5, True, 2)
        return make(pynetim, g), lambda r: f"spread about {spread(r):.0f}", 1


@peer("load", "igraph", "igraph", "rmat1m")
def _(folder, graph):
    import igraph
    return lambda: igraph.Graph.Read_Edgelist(f"{folder}/{graph}.txt", directed=True), lambda g: f"m={g.ecount()}", 1


@peer("load", "networkit", "networkit", "rmat1m")
def _(folder, graph):
    import networkit
    networkit.setNumberOfThreads(int(os.environ["OMP_NUM_THREADS"]))
    reader = networkit.graphio.EdgeListReader(" ", 0, directed=True)
    return lambda: reader.read(f"{folder}/{graph}.txt"), lambda g: f"m={g.numberOfEdges()}", 1


@peer("temporal_reach", "numpy bit rows", "numpy", "contacts1k contacts5k")
def _(folder, graph):
    import numpy as np
    n, table = rows(folder, graph)
    backward = table[::-1].tolist()
    def work():
        reach = np.zeros((n, (n + 63) // 64), np.uint64)
        for i in range(n):
            reach[i, i >> 6] = np.uint64(1) << np.uint64(i & 63)
        i = 0
        while i < len(backward):
            j = i + 1
            while j < len(backward) and backward[j][2] == backward[i][2]:
                j += 1
            if j == i + 1:
                reach[backward[i][0]] |= reach[backward[i][1]]
            else:
                before = {v: reach[v].copy() for _, v, _ in backward[i:j]}
                for u, v, _ in backward[i:j]:
                    reach[u] |= before[v]
            i = j
        return reach
    def check(reach):
        counts = np.bitwise_count(reach).sum(axis=1).astype(int) - 1
        return f"all sum={int(counts.sum())} 20-source sum={int(counts[0:n:n // 20].sum())}"
    return work, check, 1


@peer("temporal_arrivals", "numpy arrival matrix", "numpy", "contacts1k contacts5k")
def _(folder, graph):
    import numpy as np
    n, table = rows(folder, graph)
    forward, never = table.tolist(), np.int32(2**31 - 1)
    def work():
        at = np.full((n, n), never, np.int32)
        np.fill_diagonal(at, -1)
        for u, v, t in forward:
            sooner = (at[u] < t) & (at[v] > t)
            at[v][sooner] = t
        return at
    def check(at):
        some = at != never
        return f"all sum={int(some.sum()) - n} arrivals={int(at[some].astype(np.int64).sum()) + n}"
    return work, check, 1


@peer("temporal_reach", "reticula", "reticula", "contacts1k contacts5k")
def _(folder, graph):
    import reticula as ret
    n, table = rows(folder, graph)
    contact = ret.directed_temporal_edge[ret.int64, ret.int64]
    network = ret.directed_temporal_network[ret.int64, ret.int64]([contact(u, v, t) for u, v, t in table.tolist()], list(range(n)))
    adjacency = ret.temporal_adjacency.simple[contact]()
    sources = range(0, n, n // 20 if graph == "contacts1k" else n // 2)
    def work():
        return sum(len(ret.out_cluster(network, adjacency, vertex=s, time=-1).interval_sets()) - 1 for s in sources)
    return work, lambda r: f"{len(sources)}-source sum={r}", len(sources) / n


reading.register(peer)

# What is measured of Ripple alone, beside another of its own tasks.
ALONE = ["one_source@contacts1m", "one_pass@contacts1m", "one_read@contacts1m", "temporal_reach@contacts50k", "temporal_reach_open@contacts5k",
         "temporal_reach_open@pairs5k", "load_floor@rmat1m", "spread_permutations@contacts1k", "spread_rewirings@contacts1k", "temporal_reach_open@spells5k", "temporal_reach@spells5k", "temporal_estimate@contacts50k"]


writing.register(peer, rows)


def clock():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def worker(folder, task, graph, name):
    work, check, share = PEERS[task, graph, name][0](folder, graph)
    wall, cpu = clock()
    result = work()
    wall_after, cpu_after = clock()
    print(json.dumps({"seconds": (wall_after - wall) / share, "cpu": (cpu_after - cpu) / share, "share": share, "result_checksum": check(result)}))


@functools.cache
def interpreter(needs):
    """A Python that has the module: this one, or the system's own, into which Debian's packages go."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run([python, "-c", f"import numpy, {needs}"], capture_output=True).returncode == 0:
            return python


def measure(command, threads):
    limits = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | limits)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"error": (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]}


def agree(ours, theirs):
    """Every figure that both checksums give is the same."""
    figures = lambda text: dict(part.rsplit("=", 1) for part in text.replace("all sum", "all-sum").replace("20-source sum", "20-source-sum").split() if "=" in part)
    a, b = figures(ours), figures(theirs)
    shared = a.keys() & b.keys()
    return "same" if shared and all(a[key] == b[key] for key in shared) else "differs" if shared else "not comparable"


def main(arguments):
    options = {"--threads": "1", "--repeat": "3"}
    picked, rest = [], []
    arguments = iter(arguments)
    for argument in arguments:
        if argument in options:
            options[argument] = next(arguments)
        elif "@" in argument:
            picked.append(argument)
        else:
            rest.append(argument)
    folder, ripple, out = rest
    threads = options["--threads"]
    pairs = picked or list(dict.fromkeys([f"{t}@{g}" for t, g, _ in PEERS] + ALONE))
    runs = {}
    missing = set()
    with open(out, "a") as log:
        for _ in range(int(options["--repeat"])):
            for pair in pairs:
                task, graph = pair.split("@")
                commands = {"ripple": [ripple, task, graph, folder, threads]}
                for (t, g, name), (_, needs) in PEERS.items():
                    if (t, g) == (task, graph):
                        python = interpreter(needs)
                        if python is None:
                            missing.add(name)
                        else:
                            commands[name] = [python, os.path.abspath(__file__), "worker", folder, task, graph, name, threads]
                for name, command in commands.items():
                    answer = measure(command, threads)
                    runs.setdefault((pair, name), []).append(answer)
                    log.write(json.dumps({"task": task, "input": graph, "peer": name, "threads": int(threads), **answer}) + "\n")
                    log.flush()
                    print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}, threads: {threads}; CPU seconds, median of {options['--repeat']}\n")
    print("| task | input | program | CPU s | wall s | times Ripple's CPU | result |\n|---|---|---|---|---|---|---|")
    status = 0
    for pair in pairs:
        ours = None
        for (p, name), answers in runs.items():
            if p != pair:
                continue
            good = [a for a in answers if "error" not in a]
            if not good:
                print(f"| {pair.replace('@', ' | ')} | {name} | - | - | - | {answers[0]['error']} |")
                status = status or (1 if name == "ripple" else 0)
                continue
            cpu = statistics.median(a["cpu"] for a in good)
            wall = statistics.median(a["seconds"] for a in good)
            check = good[-1]["result_checksum"]
            if name == "ripple":
                ours, verdict = (cpu, check), check
            else:
                verdict = agree(ours[1], check) if ours else check
                status = 1 if verdict == "differs" else status
            ratio = f"{cpu / ours[0]:.3g}" if ours and ours[0] > 0 else "-"
            print(f"| {pair.replace('@', ' | ')} | {name} | {cpu:.3g} | {wall:.3g} | {ratio} | {verdict} |")
    for name in sorted(missing):
        print(f"\n{name} is not measured: no Python here has it.")
    return status


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        worker(*sys.argv[2:6])
    else:
        sys.exit(main(sys.argv[1:]))
