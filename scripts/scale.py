"""Holds what Spark works out for 'ripple scale' against Ripple's own answers, then with a machine killed at work.

scale.py RIPPLE JOB SPARK_HOME FOLDER [--short]
"""
import csv, json, os, random, signal, subprocess, sys, time

ripple, job, home, work = sys.argv[1:5]
short = '--short' in sys.argv
SEED = 20260
os.environ.update(SPARK_HOME=home, SPARK_LOCAL_IP='127.0.0.1', SPARK_LOCAL_DIRS=os.path.join(work, 'local'))
# Small networks are answered before the compiler of hot code has paid.
QUICK = ['--conf', 'spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC']
QUICK_EXECUTORS = ['--conf', 'spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1']
QUIET = ['--conf', 'spark.ui.enabled=false']
STRUCTURE = ['degree', 'components', 'pagerank', 'core', 'communities']


def check(condition, words):
    if not condition: sys.exit(f'FAILED: {words}')


def run(*words, status=0):
    done = subprocess.run([ripple, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    check(done.returncode == status, f'ripple {" ".join(words)}: status {done.returncode}: {done.stderr}')
    return done.stdout if status == 0 else done.stderr


def scale(*words, out, status=0):
    answer = run('scale', *words, '--out', out, '--job', job, *QUIET, '--format', 'json', status=status)
    return json.loads(answer) if status == 0 else answer


def write(path, header, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8', newline='') as file:
        table = csv.writer(file, lineterminator='\n')
        table.writerow(header)
        table.writerows(rows)


def columns(path):
    """Everybody's values by id, of one file or a folder of them."""
    files = sorted(os.path.join(path, n) for n in os.listdir(path) if n.endswith('.csv')) if os.path.isdir(path) else [path]
    found = {}
    for name in files:
        with open(name, encoding='utf-8', newline='') as file:
            for row in csv.DictReader(file):
                check(row['id'] not in found, f"{row['id']} stands twice in {path}")
                found[row['id']] = row
    return found


def components(ids, ties):
    """The first member of everybody's component, by joining both ends of each tie."""
    above = {i: i for i in ids}
    def top(i):
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i
    for a, b in ties:
        a, b = top(a), top(b)
        if a != b: above[max(a, b)] = min(a, b)
    return {i: top(i) for i in ids}


def labels(ids, ties, rounds=20):
    """Communities by labels: all at once everybody takes the commonest around them and their own, the least of equals."""
    near = {i: set() for i in ids}
    for a, b in ties:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    label = {i: i for i in ids}
    for _ in range(rounds):
        heard = {}
        for i in ids:
            count = {label[i]: 1}
            for j in near[i]: count[label[j]] = count.get(label[j], 0) + 1
            heard[i] = min(count, key=lambda l: (-count[l], l))
        if heard == label: break
        label = heard
    return label


def same_parts(found, expected, what):
    """Both tell the same people apart, whatever the groups are called."""
    pairs = {(found[i], expected[i]) for i in expected}
    check(len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs}), f'{what} differ')


def of_structure(found, network, ids, ties, directed=(), key=lambda i: i, communities=True):
    """Degree, components, PageRank, core numbers and communities against Ripple's own, and against plain twins."""
    names = ['degree', 'core', 'pagerank'] + (['inDegree', 'outDegree'] if directed else [])
    own = json.loads(run('centrality', network, '--measure', ','.join(names), '--format', 'json', *directed))
    values = {name: {n['id']: n['value'] for n in own['measures'][name]['nodes']} for name in names}
    check(set(values['degree']) == set(found) == set(ids), 'not everybody has values')
    for name, column in ('degree', 'degree'), ('core', 'core'), ('inDegree', 'in_degree'), ('outDegree', 'out_degree'):
        if name in values:
            check({i: float(row[column]) for i, row in found.items()} == values[name], f'{name} differs')
    off = sum(abs(float(row['pagerank']) - values['pagerank'][i]) for i, row in found.items())
    check(off <= 1e-6, f'PageRank is off by {off} in all')
    same_parts({i: row['component'] for i, row in found.items()}, components(ids, ties), 'components')
    sizes = json.loads(run('structure', network, '--format', 'json'))['components']
    counts = {}
    for row in found.values(): counts[row['component']] = counts.get(row['component'], 0) + 1
    check(sorted(counts.values(), reverse=True)[:len(sizes)] == list(sizes), 'sizes of components differ')
    if communities:
        number = {i: place for place, i in enumerate(sorted(ids, key=key))}
        label = labels(range(len(ids)), [(number[a], number[b]) for a, b in ties])
        expected = {i: label[number[i]] for i in ids}
        check({i: number[row['label_community']] for i, row in found.items()} == expected, 'communities differ')
    return off


def of_reach(found, network, sources, *options, level='possible'):
    """Arrivals and generations against Ripple's own, which gives surer ones first where there are any."""
    own = json.loads(run('reach', network, *sources, '--level', level, '--format', 'json', *options))
    nodes = {n['id']: n for n in own['nodes'] if n['kind'] == 'person'}
    given = {}
    for i, row in found.items():
        if row['reach_generation']:
            time = row['reach_arrival'] or None
            whole = time is not None and '-' not in time[1:]
            given[i] = (int(time) if whole else time, int(row['reach_generation']))
    check(set(given) == set(nodes), 'others are reached')
    for i, node in nodes.items():
        if node['level'] == level: check(given[i] == (node['arrival'], node['generation']), f'{i} is reached otherwise: {given[i]}, {node}')
        else: check(given[i][0] <= node['arrival'], f'{i} is reached too late: {given[i]}, {node}')
    return len(nodes)


def of_cascade(found, network, technique):
    """Trees against Ripple's own, of a network without ties, in which sources on record are all there are."""
    own = json.loads(run('cascade', network, '--technique', technique, '--format', 'json'))['techniques'][0]
    sizes = {row['cascade_root']: int(row['cascade_size']) for row in found.values() if row['cascade_root']}
    check(sizes == {tree['root']: tree['size'] for tree in own['trees']}, 'trees of the cascade differ')
    check({i for i, row in found.items() if row['cascade_root']} == {p['id'] for p in own['people']}, 'adopters differ')
    return len(sizes)


def small_networks(dice, folder, count):
    """Many small networks side by side as one, with every kind of record that carries anything."""
    people, teams, ties, transfers, uses, engagements, memberships = [], [], [], [], [], [], []
    day = lambda: f'2024-{dice.randint(1, 3):02}-{dice.randint(1, 9):02}'
    spell = lambda: dice.choice([('', ''), (day(), ''), ('', day())] + 3 * [tuple(sorted((day(), day())))])
    decoration = ['', ' ', ',', '"', 'é', '\u0301', '𝔞', "'", ' x', '=1']
    for place in range(count):
        own = [f'{place}{dice.choice(decoration)}p{k}' for k in range(dice.randint(1, 7))]
        team = f't{place}'
        people += own
        teams.append(team)
        pair = lambda: (dice.choice(own), dice.choice(own))
        for _ in range(dice.randint(0, 9)): ties.append([f'e{len(ties)}', *pair(), *spell(), dice.choice(['', 'both', 'forward', 'backward'])])
        for _ in range(dice.randint(0, 5)):
            date = dice.choice(['', day(), '2024-01-05', '2024-01-05'])
            transfers.append([f'f{len(transfers)}', *pair(), dice.choice('kkl'), date])
        for _ in range(dice.randint(0, 2)): uses.append([f'u{len(uses)}', dice.choice(own), dice.choice('kkl'), *spell(), dice.choice(own + [''])])
        for _ in range(dice.randint(0, 2)): engagements.append([f'g{len(engagements)}', dice.choice(own), team, dice.choice(['k', 'l', 'k;l', '']), *spell()])
        for _ in range(dice.randint(0, 3)): memberships.append([dice.choice(own), team, *spell()])
    tables = {
        'people': (['id', 'name'], [[p, p] for p in people]), 'teams': (['id', 'name'], [[t, t] for t in teams]),
        'techniques': (['id', 'name'], [['k', 'K'], ['l', 'L']]),
        'ties': (['id', 'from_id', 'to_id', 'start', 'end', 'influence'], ties),
        'transfers': (['id', 'from_id', 'to_id', 'technique_id', 'date'], transfers),
        'uses': (['id', 'person_id', 'technique_id', 'start', 'end', 'learned_from'], uses),
        'engagements': (['id', 'person_id', 'team_id', 'techniques', 'start', 'end'], engagements),
        'memberships': (['person_id', 'team_id', 'start', 'end'], memberships),
    }
    for name, (header, rows) in tables.items(): write(os.path.join(folder, name + '.csv'), header, rows)
    for name, (header, rows) in tables.items():
        if name != 'ties': write(os.path.join(folder + '-tieless', name + '.csv'), header, rows)
    return people


def ties_of(network):
    """The ties of the people view, as Ripple writes them."""
    folder = os.path.join(work, 'edges')
    run('export', network, '--to', 'csv', '--view', 'people', '-o', folder)
    with open(os.path.join(folder, 'edges.csv'), encoding='utf-8', newline='') as file:
        return [(row['Source'], row['Target']) for row in csv.DictReader(file)]


def many_small():
    dice = random.Random(SEED)
    network = os.path.join(work, 'small')
    people = small_networks(dice, network, 150)
    ties = ties_of(network)
    sources = ['--from', *dice.sample(people, 60)]
    every = ','.join(STRUCTURE + ['reach', 'cascade'])
    answer = scale(network, '--measure', every, '--technique', 'k', *sources, '--master', 'local[2]', *QUICK,
                   out=os.path.join(work, 'small-out'))
    found = columns(answer['columns'])
    check(list(found) == people, 'the columns are not in the order of the network')
    bytewise = lambda i: i.encode()
    of_structure(found, network, people, ties, key=bytewise)
    reached = of_reach(found, network, sources, '--technique', 'k')
    trees = of_cascade(found, network + '-tieless', 'k')
    run('export', network, '--to', 'graphml', '--view', 'people', '--columns', answer['columns'], '-o', os.path.join(work, 'small.graphml'))
    with open(os.path.join(work, 'small.graphml'), encoding='utf-8') as file: text = file.read()
    check(all(f'"{name}"' in text for name in ('pagerank', 'label_community', 'cascade_root')), 'the export lacks columns')
    print(f'150 small networks with every kind of record, {len(people)} people: all the same, {reached} reached, {trees} trees')


def edge_list(dice, people, rows):
    """Contacts by the preference for the well met, at whole times, as (from, to, start, end)."""
    ends, found = list(range(min(people, 50))), []
    for _ in range(rows):
        a = dice.randrange(people)
        b = ends[dice.randrange(len(ends))] if dice.random() < 0.7 else dice.randrange(people)
        start = dice.randrange(5000)
        found.append((a, b, start, start + dice.choice([0, 0, 0, 3, 200])))
        ends.append(a)
    return found


def directed_list():
    dice = random.Random(SEED + 1)
    rows = [(a, b, s, e, dice.choice(['', 'both', 'forward', 'backward'])) for a, b, s, e in edge_list(dice, 400, 900)]
    network = os.path.join(work, 'directed.csv')
    write(network, ['from', 'to', 'start', 'end', 'influence'], rows)
    sources = ['--from', str(rows[0][0]), str(rows[5][0])]
    answer = scale(network, '--directed', '--measure', ','.join(STRUCTURE + ['reach']), *sources, '--lag', '7', '--master', 'local[2]',
                   *QUICK, out=os.path.join(work, 'directed-out'))
    found = columns(answer['columns'])
    ids = list(found)
    ties = [(str(a), str(b)) for a, b, *_ in rows]
    of_structure(found, network, ids, ties, directed=['--directed'], key=int)
    reached = of_reach(found, network, sources, '--lag', '7', '--directed')
    print(f'900 directed contacts with a lag: all the same, {reached} reached')


def large(edges):
    """The parts of a network that is not read, and the same rows as an edge list."""
    dice = random.Random(SEED + 2)
    rows = edge_list(dice, edges // 8, edges)
    header = ['from', 'to', 'start', 'end']
    network, parts = os.path.join(work, 'large.csv'), os.path.join(work, 'large-parts')
    write(network, header, rows)
    for place in range(4): write(f'{parts}/contacts/part-{place}.csv', header, rows[place::4])
    return network, parts, rows


MEASURES = ['degree', 'components', 'pagerank', 'core', 'reach']


def in_parts(parts, sources):
    out = os.path.join(work, 'large-out')
    answer = scale('--parts', parts, '--measure', ','.join(MEASURES), *sources, '--master', 'local[2]', '--memory', '3g', out=out)
    return columns(answer['columns'])


def of_large(found, network, rows, sources):
    ties = [(str(a), str(b)) for a, b, *_ in rows]
    plain = os.path.join(work, 'plain.csv')
    write(plain, ['from', 'to'], ties)
    off = of_structure(found, plain, list(found), ties, communities=False)
    reached = of_reach(found, network, sources)
    return f'all the same, {reached:,} reached, PageRank off by {off:.1e} in all'


class Cluster:
    """A master and two workers on loopback, each in a group of processes of its own."""
    def __enter__(self):
        self.started, self.log = [], open(os.path.join(work, 'cluster.log'), 'w')
        port = 7100 + os.getpid() % 400
        self.master = f'spark://127.0.0.1:{port}'
        self.start('master.Master', '--host', '127.0.0.1', '--port', str(port), '--webui-port', '0')
        for number in (1, 2):
            self.start('worker.Worker', self.master, '--host', '127.0.0.1', '--cores', '1', '--memory', '3g', '--webui-port', '0',
                       '--work-dir', os.path.join(work, f'worker-{number}'))
        return self

    def start(self, name, *words):
        self.started.append(subprocess.Popen(
            [os.path.join(home, 'bin', 'spark-class'), 'org.apache.spark.deploy.' + name, *words], stdout=self.log,
            stderr=self.log, start_new_session=True, env=dict(os.environ, SPARK_DAEMON_MEMORY='512m')))

    def kill(self, process):
        try: os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError: pass

    def executors(self):
        return sum(os.path.isdir(os.path.join(work, f'worker-{n}', a)) for n in (1, 2)
                   for a in (os.listdir(os.path.join(work, f'worker-{n}')) if os.path.isdir(os.path.join(work, f'worker-{n}')) else []))

    def __exit__(self, *_):
        for process in self.started:
            self.kill(process)
            process.wait()
        self.log.close()


def with_a_worker_killed(parts, sources):
    out = os.path.join(work, 'killed-out')
    with Cluster() as cluster:
        asking = subprocess.Popen(
            [ripple, 'scale', '--parts', parts, '--measure', ','.join(MEASURES), *sources, '--master', cluster.master, '--memory', '2g',
             '--job', job, *QUIET, *(QUICK + QUICK_EXECUTORS if short else []), '--out', out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        scratch, limit = os.path.join(out, 'scratch'), time.monotonic() + 900
        # PageRank writes its graph down after twenty rounds, so then it is in the middle of them.
        while not any(name.startswith('rdd-') for _, names, _ in os.walk(scratch) for name in names):
            check(asking.poll() is None and time.monotonic() < limit, f'Spark did not come to the middle of its work: {out}/spark.log')
            time.sleep(0.05)
        check(cluster.executors() == 2, 'not both workers were at work')
        cluster.kill(cluster.started[2])
        _, said = asking.communicate()
        check(asking.returncode == 0, f'the work did not end well after a worker was killed: {said}')
    return columns(os.path.join(out, 'columns'))


def refusals():
    out = os.path.join(work, 'refused')
    parts = os.path.join(work, 'broken')
    write(f'{parts}/contacts/a.csv', ['from', 'to', 'start'], [['a', 'b', '2024-01-01'], ['b', 'c', '2024-02-30']])
    says = scale('--parts', parts, '--measure', 'reach', '--from', 'a', '--master', 'local[1]', *QUICK, out=out, status=65)
    check("'2024-02-30' is no time: write" in says, f'a bad date is not told: {says}')
    write(f'{parts}/edges/a.csv', ['from', 'to'], [['a', 'b'], ['b']])
    says = scale('--parts', parts, '--measure', 'degree', '--master', 'local[1]', *QUICK, out=out, status=65)
    check('as many cells' in says, f'a ragged row is not told: {says}')
    says = run('scale', parts, '--parts', '--out', out, '--spark-submit', os.path.join(work, 'nowhere'), status=66)
    check('--spark-submit' in says, f'a missing spark-submit is not told: {says}')
    print('what is wrong with parts is said in a sentence')


many_small()
directed_list()
network, parts, rows = large(200_000 if short else 1_000_000)
sources = ['--from', *sorted({str(a) for a, *_ in rows[:3]})]
killed = with_a_worker_killed(parts, sources)
print(f'{len(rows):,} contacts in parts, a worker of two killed at work: {of_large(killed, network, rows, sources)}')
if not short:
    refusals()
    check(in_parts(parts, sources) == killed, 'a killed worker changed the answers')
    print('the same columns without a cluster, to the last digit')
