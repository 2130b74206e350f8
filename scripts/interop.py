"""Compares what networkx and igraph read from ripple's exports with the tables they were made from.

Usage: interop.py TABLES EXPORTS
"""
import csv, json, os, sys
from collections import Counter
import igraph, networkx

tables, exports = sys.argv[1:]
SMALL = dict(person='people', team='teams', technique='techniques', organisation='organisations', cohort='cohorts',
             event='events', outcome='outcomes')
RECORDS = dict(tie='ties', transfer='transfers', engagement='engagements', membership='memberships', use='uses',
               enrolment='enrolments')


def table(name):
    with open(os.path.join(tables, name + '.csv'), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def by_networkx(path):
    graph = networkx.read_graphml(path, force_multigraph=True)
    return [data for _, data in graph.nodes(data=True)], [data for *_, data in graph.edges(data=True)]


def by_igraph(path):
    graph = igraph.Graph.Read_GraphML(path)
    return [v.attributes() for v in graph.vs], [e.attributes() for e in graph.es]


def check(condition, words):
    if not condition: sys.exit(f'FAILED: {words}')


for tool, read in (('networkx', by_networkx), ('igraph', by_igraph)):
    nodes, edges = read(os.path.join(exports, 'full.graphml'))
    for kind, name in SMALL.items():
        rows, found = table(name), [n for n in nodes if n['kind'] == kind]
        check(len(found) == len(rows), f'{tool}: {len(found)} nodes of kind {kind} for {len(rows)} rows')
        if 'name' in rows[0]:
            check([n['label'] for n in found] == [r['name'] for r in rows], f'{tool}: labels of {name} differ')
    for kind, name in RECORDS.items():
        rows, found = table(name), [e for e in edges if e['relation'] == kind]
        check(len(found) == len(rows), f'{tool}: {len(found)} edges of kind {kind} for {len(rows)} rows')
        columns = [c for c in ('start', 'end', 'date', 'evidence', 'note') if c in rows[0]]
        # networkx lists edges by node, so they are compared as a bag.
        check(Counter(tuple(e.get(c) or '' for c in columns) for e in found)
              == Counter(tuple(r[c] for c in columns) for r in rows), f'{tool}: dates or texts of {name} differ')
    people = [n for n in nodes if n['kind'] == 'person']
    for column, flag in (('listed', 'yes'), ('introduces', 'yes')):
        check([n[column] for n in people] == [r[column] == flag for r in table('people')], f'{tool}: people.{column} differs')
    weights = Counter(w for e in edges if e['relation'] == 'tie' for w in [e.get('weight')] if w is not None and w == w)
    check(weights == Counter(float(r['weight']) for r in table('ties') if r['weight']), f'{tool}: weights differ')
    for view, kinds in (('people', 1), ('support', 2), ('skills', 2)):
        nodes, edges = read(os.path.join(exports, view + '.graphml'))
        check(len({n['kind'] for n in nodes}) == kinds and edges, f'{tool}: the {view} view has other nodes')
    print(f'{tool} reads the GraphML with the same counts, labels, dates, flags and weights')

dictionary = {row['column']: row for row in csv.DictReader(open(os.path.join(exports, 'reckoned.csv'), encoding='utf-8-sig'))
              if row['on'] == 'node'}
for tool, read in (('networkx', by_networkx), ('igraph', by_igraph)):
    nodes, _ = read(os.path.join(exports, 'reckoned.graphml'))
    for column in ('reach', 'betweenness', 'in_degree', 'community', 'adoption', 'generation', 'x', 'y'):
        values = [n.get(column) for n in nodes]
        values = [v for v in values if v is not None and v != '' and v == v]
        check(len(values) == int(dictionary[column]['filled']) > 0, f'{tool}: {len(values)} values of {column}')
        check(all(isinstance(v, str) == (column == 'adoption') for v in values), f'{tool}: the type of {column}')
    drawn, lines = read(os.path.join(exports, 'yed.graphml'))
    plain, edges = read(os.path.join(exports, 'people.graphml'))
    check([n['label'] for n in drawn] == [n['label'] for n in plain] and len(lines) == len(edges),
          f'{tool}: the drawing for yEd has other people or edges')
    print(f'{tool} reads reckoned columns with their types, and the data of the drawing for yEd')
report = json.load(open(os.path.join(exports, 'yed.json'), encoding='utf-8'))
check(report['for'] == 'yed' and report['nodes'] == len(drawn) and report['losses'], 'the report on the drawing')
graph = networkx.read_gexf(os.path.join(exports, 'full.gexf'))
nodes, edges = [n for _, n in graph.nodes(data=True)], [e for *_, e in graph.edges(data=True)]
for kind, name in SMALL.items():
    rows, found = table(name), [n for n in nodes if n['kind'] == kind]
    check(len(found) == len(rows), f'GEXF: {len(found)} nodes of kind {kind} for {len(rows)} rows')
    if 'name' in rows[0]: check([n['label'] for n in found] == [r['name'] for r in rows], f'GEXF: labels of {name} differ')
for kind, name in RECORDS.items():
    rows, found = table(name), [e for e in edges if e['relation'] == kind]
    check(len(found) == len(rows), f'GEXF: {len(found)} edges of kind {kind} for {len(rows)} rows')
    # What happened on a date begins and ends with it.
    spell = ('date', 'date') if 'date' in rows[0] else ('start', 'end')
    check(Counter((e.get('start', ''), e.get('end', '')) for e in found) == Counter(tuple(r[c] for c in spell) for r in rows),
          f'GEXF: spells of {name} differ')
check(Counter(e['weight'] for e in edges if 'weight' in e) == Counter(float(r['weight']) for r in table('ties') if float(r['weight'] or 0)),
      'GEXF: weights differ')
check(sum('adopted' in n for n in nodes) > 1, 'GEXF: nobody adopted')
print('networkx reads the GEXF with the same counts, labels, spells and weights')

data = json.load(open(os.path.join(exports, 'full.json'), encoding='utf-8'))
graph = networkx.node_link_graph(data)
check(graph.number_of_nodes() == len(data['nodes']) and graph.number_of_edges() == len(data['edges']), 'node-link JSON')
print('networkx reads the node-link JSON without arguments')
