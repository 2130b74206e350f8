"""Compares Ripple's measures with networkx's and igraph's on random networks of every kind: with and without directions and
weights, with parallel ties, ties to oneself, isolates, several pieces, and ties in length.

Usage: measures.py RIPPLE FOLDER
"""
import csv, json, math, os, random, subprocess, sys
from fractions import Fraction
import igraph, networkx as nx

ripple, folder = sys.argv[1:]
compared = 0


def ask(command, path, *options):
    done = subprocess.run([ripple, command, path, '--format', 'json', *options], capture_output=True, text=True)
    if done.returncode: sys.exit(f'FAILED: ripple {command} {path} {" ".join(options)}: {done.stderr}')
    return json.loads(done.stdout)


def same(words, ours, theirs, tolerance=1e-7):
    """Both hold the same values, none standing for what is not defined."""
    global compared
    compared += 1
    if set(ours) != set(theirs): sys.exit(f'FAILED: {words}: other nodes or ties')
    for key, a in ours.items():
        b = theirs[key]
        if isinstance(b, float) and math.isnan(b): b = None
        if (a is None) != (b is None) or (a is not None and abs(a - b) > tolerance * max(1, abs(a), abs(b))):
            sys.exit(f'FAILED: {words}: {a} for {key}, where they have {b}')


def network(dice, name, nodes, ties, weighted):
    """Rows of an edge list in which some ties are parallel, some to oneself, and one person is alone."""
    rows = [[f'n{dice.randrange(nodes)}', f'n{int(nodes * dice.random() ** 1.5)}'] for _ in range(ties)]
    rows += rows[:4] + [['alone', 'alone']]
    path = os.path.join(folder, name)
    with open(path, 'w', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(['from', 'to', 'weight'] if weighted else ['from', 'to'])
        # Few different weights, so that many paths are of one length.
        for row in rows: out.writerow(row + ([dice.choice([0.5, 1, 2, 4])] if weighted else []))
    return path


def graph(path, directed):
    made = nx.DiGraph() if directed else nx.Graph()
    for row in csv.DictReader(open(path, newline='')):
        u, v, weight = row['from'], row['to'], float(row.get('weight') or 1)
        made.add_nodes_from([u, v])
        if u == v: continue
        if made.has_edge(u, v): made[u][v]['weight'] += weight
        else: made.add_edge(u, v, weight=weight)
    # Exact, since networkx takes lengths that differ by rounding for different ones.
    for *_, data in made.edges(data=True): data['length'] = 1 / Fraction(data['weight'])
    return made


def check(path, directed, weighted):
    g = graph(path, directed)
    plain = g.to_undirected(as_view=True)
    w, length = ('weight', 'length') if weighted else (None, None)
    options = ['--directed'] * directed + ['--weighted'] * weighted
    names = ('degree strength closeness harmonic betweenness edgeBetweenness pagerank katz core constraint effectiveSize '
             'clustering triangles').split()
    answer = ask('centrality', path, '--measure', ','.join(names), *options)['measures']
    ours = {m: {x['id']: x['value'] for x in answer[m]['nodes']} for m in names if m != 'edgeBetweenness'}
    alone = lambda values: {v: None if g.degree(v) == 0 else x for v, x in values.items()}
    wanted = {
        'degree': dict(g.degree), 'strength': dict(g.degree(weight='weight')),
        # Distances are from a node; networkx's are to it.
        'closeness': {v: x or None for v, x in nx.closeness_centrality(g.reverse() if directed else g, distance=length).items()},
        'harmonic': nx.harmonic_centrality(g.reverse() if directed else g, distance=length),
        'betweenness': nx.betweenness_centrality(g, weight=length, normalized=False),
        'pagerank': nx.pagerank(g, weight=w, tol=1e-12, max_iter=500), 'core': nx.core_number(plain),
        'constraint': nx.constraint(g, weight=w), 'clustering': alone(nx.clustering(g, weight=w)),
        'triangles': nx.triangles(nx.Graph(plain)),
    }
    # Asked node by node: for all at once networkx 3.6 takes the strongest tie of the wrong end.
    if directed or weighted: wanted['effectiveSize'] = nx.effective_size(g, nodes=list(g), weight=w)
    else: wanted['effectiveSize'] = alone({v: x for v, x in nx.effective_size(g).items()})
    note = answer['katz']['note']
    wanted['katz'] = nx.katz_centrality_numpy(g, alpha=float(note.split(' counts ')[1].split()[0]), normalized=False, weight=w)
    # Whoever is only pointed to has contacts too, but not in networkx.
    wanted['effectiveSize'] = {v: ours['effectiveSize'][v] if g.degree(v) and not g[v] else x for v, x in wanted['effectiveSize'].items()}
    for measure, values in wanted.items(): same(f'{path} {" ".join(options)} {measure} (networkx)', ours[measure], values)
    key = lambda u, v: (u, v) if directed else tuple(sorted((u, v)))
    same(f'{path} edge betweenness (networkx)', {key(x['from'], x['to']): x['value'] for x in answer['edgeBetweenness']['edges']},
         {key(*e): x for e, x in nx.edge_betweenness_centrality(g, weight=length, normalized=False).items()})

    them = igraph.Graph.from_networkx(g)
    ids = them.vs['_nx_name']
    lengths = [float(x) for x in them.es['length']] if weighted else None
    same(f'{path} betweenness (igraph)', ours['betweenness'], dict(zip(ids, them.betweenness(directed=directed, weights=lengths))))
    same(f'{path} harmonic (igraph)', ours['harmonic'], dict(zip(ids, them.harmonic_centrality(mode='out', weights=lengths, normalized=False))))
    same(f'{path} constraint (igraph)', ours['constraint'], dict(zip(ids, them.constraint(weights=them.es['weight'] if weighted else None))))
    some = ids[:3]
    jump = ask('centrality', path, '--measure', 'pagerank', '--from', *some, *options)['measures']['pagerank']['nodes']
    same(f'{path} personal PageRank (igraph)', {x['id']: x['value'] for x in jump}, dict(zip(ids, them.personalized_pagerank(
        reset=[1.0 if v in some else 0.0 for v in ids], damping=.85, weights=them.es['weight'] if weighted else None))), 1e-6)

    # The greatest eigenvalue stands alone where everybody can get to everybody: there vectors have one answer.
    heart = g.subgraph(max(nx.strongly_connected_components(g) if directed else nx.connected_components(g), key=len)).copy()
    part = os.path.join(folder, 'heart.csv')
    with open(part, 'w', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(['from', 'to', 'weight'])
        for u, v, data in heart.edges(data=True): out.writerow([u, v, data['weight']])
    if heart.number_of_nodes() > 2:
        vectors = ask('centrality', part, '--measure', 'eigenvector,hubs,authorities', *options)['measures']
        value = {m: {x['id']: x['value'] for x in vectors[m]['nodes']} for m in vectors}
        greatest = lambda values: {v: x / max(values.values(), key=abs) for v, x in values.items()}
        same(f'{path} eigenvector (networkx)', value['eigenvector'], greatest(nx.eigenvector_centrality_numpy(heart, weight=w)), 1e-6)
        if not nx.is_bipartite(heart):
            here = igraph.Graph.from_networkx(heart)
            weights = here.es['weight'] if weighted else None
            for measure, values in (('hubs', here.hub_score(weights=weights)), ('authorities', here.authority_score(weights=weights))):
                same(f'{path} {measure} (igraph)', value[measure], dict(zip(here.vs['_nx_name'], values)), 1e-6)

    whole = ask('structure', path, *['--directed'] * directed)
    undirected = nx.Graph(plain)
    figures = {
        'density': nx.density(g), 'transitivity': nx.transitivity(undirected) if max(dict(undirected.degree).values()) > 1 else None,
        'components': sorted(map(len, nx.connected_components(undirected)), reverse=True),
        'triangles': sum(nx.triangles(undirected).values()) // 3, 'diameter': max(max(d.values()) for _, d in nx.all_pairs_shortest_path_length(g)),
        'degreeAssortativity': nx.degree_assortativity_coefficient(g),
    }
    if directed: figures['reciprocity'] = nx.overall_reciprocity(g)
    flat = lambda values: {name: x for key, v in values.items() for name, x in ([(key, v)] if not isinstance(v, list) else [(f'{key}{i}', y) for i, y in enumerate(v)])}
    same(f'{path} structure (networkx)', flat({k: whole[k] for k in figures}), flat(figures))
    same(f'{path} articulation (networkx)', {x['id']: 1 for x in whole['articulations']}, {v: 1 for v in nx.articulation_points(undirected)})
    same(f'{path} bridges (networkx)', {tuple(sorted((x['from'], x['to']))): 1 for x in whole['bridges']}, {tuple(sorted(e)): 1 for e in nx.bridges(undirected)})


def check_communities(path, directed, weighted):
    answer = ask('communities', path, *['--directed'] * directed, *['--weighted'] * weighted)
    g = graph(path, directed)
    groups = {}
    for x in answer['nodes']: groups.setdefault(x['community'], set()).add(x['id'])
    theirs = nx.community.modularity(g, groups.values(), weight='weight' if weighted else None)
    same(f'{path} modularity (networkx)', {'q': answer['modularity']}, {'q': theirs})
    for members in groups.values():
        if not nx.is_connected(nx.Graph(g).subgraph(members)): sys.exit(f'FAILED: {path}: a community falls apart')
    best = igraph.Graph.from_networkx(g.to_undirected())
    if not directed:
        weights = best.es['weight'] if weighted else None
        lowest = best.modularity(best.community_multilevel(weights=weights), weights=weights)
        if answer['modularity'] < lowest - 0.02: sys.exit(f'FAILED: {path}: modularity {answer["modularity"]} where igraph finds {lowest}')


def check_two_modes(dice):
    tables = os.path.join(folder, 'two-modes')
    os.makedirs(tables, exist_ok=True)
    people, teams = [f'p{i}' for i in range(17)], [f't{i}' for i in range(9)]
    pairs = sorted({(dice.choice(people), dice.choice(teams)) for _ in range(40)})
    for name, header, rows in (('people', ['id'], [[p] for p in people]), ('teams', ['id'], [[t] for t in teams]),
                               ('engagements', ['person_id', 'team_id'], pairs)):
        with open(f'{tables}/{name}.csv', 'w', newline='') as file: csv.writer(file, lineterminator='\n').writerows([header, *rows])
    g = nx.Graph()
    g.add_nodes_from(people + teams)
    g.add_edges_from(pairs)
    answer = ask('centrality', tables, '--view', 'support', '--normalised', '--measure', 'degree,closeness,betweenness')['measures']
    ours = {m: {x['id']: x['value'] for x in answer[m]['nodes']} for m in answer}
    same('two-mode degree (networkx)', ours['degree'], nx.bipartite.degree_centrality(g, people))
    same('two-mode betweenness (networkx)', ours['betweenness'], nx.bipartite.betweenness_centrality(g, people))
    same('two-mode closeness (networkx)', ours['closeness'], {v: x or None for v, x in nx.bipartite.closeness_centrality(g, people).items()})


dice = random.Random(20)
for trial, (nodes, ties) in enumerate([(8, 10), (12, 30), (30, 45), (40, 160), (70, 90)]):
    for directed in (False, True):
        for weighted in (False, True):
            path = network(dice, f'{trial}-{directed:d}{weighted:d}.csv', nodes, ties, weighted)
            check(path, directed, weighted)
            check_communities(path, directed, weighted)
check_two_modes(dice)
print(f'networkx and igraph agree with {compared} sets of measures on 20 random networks and one of two modes')
