"""Where to go over to another engine: Ripple, DuckDB and Spark on the same lists of contacts, reading included.

scale.py FOLDER RIPPLE RIPPLE_BENCH JOB SPARK_HOME [--minutes N] [--memory SIZE] SIZE ...    prints a table
scale.py duckdb FOLDER NAME                                                                 one answer, in a process of its own

SIZE is the number of contacts in units of 2^20. Contacts go one way and last one moment. Asked are how many are tied, to how
many at most, in how many components, who has the greatest PageRank to 1e-10, and whom the first thirty people reach in the
order of time, summed over arrivals. CPU seconds are those of all processes, memory is that of the largest.
"""
import json, os, signal, subprocess, sys, time
import duckdb, numpy as np
import inputs

FROM = 30


def summary(ties, degree, components, node, rank, reached, arrivals):
    return f'ties={ties} degree={degree} components={components} rank={node}:{rank:.6g} reached={reached} arrivals={arrivals}'


def make(folder, size):
    """FOLDER/SIZE.csv, the parts Spark reads, whose contacts are the same file, and what ripple-bench needs to know of it."""
    name, m, scale = f'scale{size}', size << 20, 17 + (size - 1).bit_length()
    path = f'{folder}/{name}'
    if os.path.exists(path + '.json'): return name
    n, dice = 1 << scale, inputs.generator(name)
    table = {'from': None, 'to': None, 'start': dice.integers(0, 1_000_000, m).astype(np.int32)}
    table['from'], table['to'] = inputs.shuffled(inputs.rmat(scale, m, dice), n, dice).T
    rows = {column: np.ascontiguousarray(values) for column, values in table.items()}
    duckdb.sql(f"copy (select * from rows) to '{path}.csv' (header)")
    for part in 'contacts', 'people': os.makedirs(f'{path}-parts/{part}', exist_ok=True)
    duckdb.sql(f"copy (select range as id from range({n})) to '{path}-parts/people/part-0.csv' (header)")
    if os.path.exists(f'{path}-parts/contacts/part-0.csv'): os.remove(f'{path}-parts/contacts/part-0.csv')
    os.link(path + '.csv', f'{path}-parts/contacts/part-0.csv')
    np.save(path + '.npy', np.zeros((1, 2), np.int32))
    with open(path + '.json', 'w') as file: json.dump({'n': n, 'm': m}, file)
    return name


def by_duckdb(folder, name):
    """The same questions in SQL, round by round where they have rounds."""
    sql = duckdb.connect()
    sql.execute("set threads = 2; set preserve_insertion_order = false")
    sql.execute(f"set temp_directory = '{folder}/duckdb-temporary'")
    n = json.load(open(f'{folder}/{name}.json'))['n']
    ask = lambda text: sql.execute(text).fetchall()[0]
    sql.execute(f"create table contact as select \"from\" as a, \"to\" as b, start as t from read_csv('{folder}/{name}.csv')")
    sql.execute('create table tie as select distinct a, b from contact where a <> b')
    ties, = ask('select count(*) from tie')
    degree, = ask('select max(d) from (select count(*) d from (select a from tie union all select b from tie) group by a)')

    sql.execute(f'create table label as select range as n, range as c from range({n})')
    changed = 1
    while changed:
        sql.execute('''create table next as select n, min(c) c from (select n, c from label
            union all select a, c from tie join label on b = n union all select b, c from tie join label on a = n) group by n''')
        sql.execute('create table short as select x.n, y.c from next x join next y on x.c = y.n')
        changed, = ask('select count(*) from short s join label l using (n) where s.c <> l.c')
        sql.execute('drop table label; drop table next; alter table short rename to label')
    components, = ask('select count(distinct c) from label')
    sql.execute('drop table label')

    sql.execute(f'''create table rank as select range as n, 1.0::double / {n} as p, coalesce(o, 0) as o from range({n})
        left join (select a, count(*) o from tie group by a) on range = a''')
    change = 1.0
    while change * .85 / .15 > 1e-10:
        jump, = ask(f'select (0.15 + 0.85 * coalesce(sum(p) filter (where o = 0), 0)) / {n} from rank')
        sql.execute(f'''create table next as select n, {jump!r}::double + 0.85 * coalesce(q, 0) as p, o, abs({jump!r}::double + 0.85 * coalesce(q, 0) - p) as d
            from rank left join (select b, sum(p / o) q from tie join rank on a = n group by b) on n = b''')
        change, = ask('select sum(d) from next')
        sql.execute('drop table rank; alter table next drop d; alter table next rename to rank')
    node, share = ask('select n, p from rank order by p desc, n limit 1')
    sql.execute('drop table rank; drop table tie')

    sql.execute(f'create table arrival as select range as n, 0::int as t from range({FROM}); create table news as select * from arrival')
    while ask('select count(*) from news')[0]:
        sql.execute('''create table next as select f.n, f.t from
            (select b n, min(contact.t) t from contact join news on a = n and contact.t >= news.t group by b) f
            left join arrival using (n) where arrival.t is null or f.t < arrival.t''')
        sql.execute('delete from arrival where n in (select n from next); insert into arrival select * from next')
        sql.execute('drop table news; alter table next rename to news')
    reached, arrivals = ask(f'select count(*), coalesce(sum(t), 0)::bigint from arrival where n >= {FROM}')
    print(summary(ties, degree, components, node, share, reached, arrivals))


def of_session(session):
    """The processes of a session that are alive, and the CPU seconds they have used."""
    found, ticks = [], 0
    for name in os.listdir('/proc'):
        try:
            with open(f'/proc/{name}/stat') as file: fields = file.read().rsplit(')', 1)[1].split()
        except (OSError, IndexError):
            continue
        if fields[3] == str(session):
            found.append(int(name))
            ticks += sum(map(int, fields[11:15]))
    return found, ticks / os.sysconf('SC_CLK_TCK')


def measured(words, minutes, environment=None):
    """Output, CPU seconds and gigabytes of a program and what it starts; no output when its time is up."""
    begun, said = time.monotonic(), f'/tmp/bench-scale-{os.getpid()}'
    with open(said, 'w') as file:
        program = subprocess.Popen(words, stdout=file, stderr=subprocess.PIPE, start_new_session=True, env=environment)
    used = None
    while True:
        pid, status, usage = os.wait4(program.pid, os.WNOHANG)
        if pid: break
        if used is None and time.monotonic() - begun > 60 * minutes:
            alive, used = of_session(program.pid)
            for process in alive: os.kill(process, signal.SIGKILL)
        time.sleep(0.02)
    program.returncode = os.waitstatus_to_exitcode(status)
    with open(said) as file: text = file.read()
    os.remove(said)
    if used is None and program.returncode: sys.exit(f'FAILED: {words[0]}: {program.stderr.read().decode()}')
    return (text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20) if used is None else (None, used, usage.ru_maxrss / 2**20)


def by_ripple(folder, name, tools, limits):
    text, cpu, memory = measured([tools['bench'], 'scale', name, folder, '1'], limits['minutes'])
    return text and json.loads(text)['result_checksum'], cpu, memory


def by_spark(folder, name, tools, limits):
    out = f'{folder}/{name}-out'
    text, cpu, memory = measured(
        [tools['ripple'], 'scale', '--parts', f'{folder}/{name}-parts', '--directed', '--measure', 'degree,components,pagerank,reach',
         '--from', *map(str, range(FROM)), '--master', 'local[2]', '--memory', limits['memory'], '--job', tools['job'],
         '--conf', 'spark.ui.enabled=false', '--out', out, '--format', 'json'], limits['minutes'],
        dict(os.environ, SPARK_HOME=tools['home'], SPARK_LOCAL_IP='127.0.0.1', SPARK_LOCAL_DIRS=f'{folder}/spark-local'))
    if not text: return None, cpu, memory
    figures = json.loads(text)
    columns = f"read_csv('{out}/columns/part-*.csv')"
    (node, rank), = duckdb.execute(f'select id, pagerank from {columns} order by pagerank desc, id limit 1').fetchall()
    (arrivals,), = duckdb.execute(f'select coalesce(sum(reach_arrival), 0)::bigint from {columns}').fetchall()
    return summary(figures['edges'], figures['greatestDegree'], figures['components'], node, rank, figures['reached'], arrivals), cpu, memory


def by_sql(folder, name, tools, limits):
    text, cpu, memory = measured([sys.executable, __file__, 'duckdb', folder, name], limits['minutes'])
    return text and text.strip(), cpu, memory


def table(words):
    folder, *paths = words[:5]
    tools = dict(zip(('ripple', 'bench', 'job', 'home'), paths))
    limits, sizes = {'minutes': 60, 'memory': '8g'}, []
    rest = iter(words[5:])
    for word in rest:
        if word == '--minutes': limits['minutes'] = float(next(rest))
        elif word == '--memory': limits['memory'] = next(rest)
        else: sizes.append(int(word))
    print('| contacts | people | engine | CPU s | times ours | GB |\n|---|---|---|---|---|---|', flush=True)
    for size in sizes or [1, 8, 64]:
        name = make(folder, size)
        n, expected, ours = json.load(open(f'{folder}/{name}.json'))['n'], None, None
        for engine, ask in ('Ripple', by_ripple), ('DuckDB', by_sql), ('Spark', by_spark):
            answer, cpu, memory = ask(folder, name, tools, limits)
            if engine == 'Ripple': expected, ours = answer, cpu
            if answer is not None and answer != expected: sys.exit(f'FAILED: {engine} finds {answer}, Ripple {expected}')
            seconds = f'{cpu:.3g}' if answer is not None else f'not done after {cpu:.3g}'
            print(f'| {size << 20:,} | {n:,} | {engine} | {seconds} | {cpu / ours:.3g} | {memory:.2g} |', flush=True)
        print(f'{size}: {expected}', file=sys.stderr, flush=True)


if sys.argv[1] == 'duckdb': by_duckdb(*sys.argv[2:])
else: table(sys.argv[1:])
