"""Runs `ripple serve` for the scripts that drive it: a store, somebody of every role, and a client."""
import http.client, json, os, re, shutil, signal, socket, subprocess, tempfile, threading, time

ROLES = ['lead', 'alumnus', 'researcher', 'admin']


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Served:
    """A store of graphs/south-west, or another network, and the service that serves it: in a file, unless an address is
    given. Given the tokens of another one, it is a second service on that one's store."""

    def __init__(self, ripple, network='graphs/south-west', person='surgeon', settings=None, folder=None, store=None, tokens=None):
        self.ripple = os.path.abspath(ripple)
        self.folder = folder or tempfile.mkdtemp(prefix='ripple-service-')
        self.store = store or os.path.join(self.folder, 'programme.ripple')
        self.settings = {'rate': 100000, 'burst': 100000, **(settings or {})}
        self.process = None
        self.tokens = dict(tokens or {})
        if self.tokens:
            return
        if not os.path.exists(self.store):
            self.run('import', network, '--into', self.store)
        for role in ROLES:
            who = ['--person', person] if role == 'alumnus' else []
            self.tokens[role] = self.run('token', self.store, '--role', role, '--name', f'a {role}', *who).strip()

    def run(self, *arguments, ok=(0,)):
        done = subprocess.run([self.ripple, *arguments], capture_output=True, text=True)
        if done.returncode not in ok:
            raise SystemExit(f'FAILED: ripple {" ".join(arguments)} ended with {done.returncode}: {done.stderr.strip()}')
        return done.stdout

    def start(self, port=0):
        config = os.path.join(self.folder, 'settings.json')
        with open(config, 'w') as file:
            json.dump(self.settings, file)
        self.log = open(os.path.join(self.folder, 'log'), 'a+')
        begin = self.log.tell()
        self.process = subprocess.Popen(
            [self.ripple, 'serve', self.store, '--port', str(port), '--config', config], stderr=self.log, stdout=self.log)
        for _ in range(3000):
            with open(self.log.name) as file:
                file.seek(begin)
                found = re.search(r'listens on http://127.0.0.1:(\d+)', file.read())
            if found:
                self.port = int(found.group(1))
                return self
            if self.process.poll() is not None:
                raise SystemExit(f'FAILED: the service did not start; see {self.log.name}')
            time.sleep(0.01)
        raise SystemExit('FAILED: the service did not say that it listens')

    def stop(self, number=signal.SIGTERM, within=15):
        begin = time.time()
        self.process.send_signal(number)
        self.process.wait(timeout=within)
        return time.time() - begin

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, path, role=None, method='GET', body=None, headers=None, timeout=60):
        headers = dict(headers or {})
        if role:
            headers['Authorization'] = f'Bearer {self.tokens[role]}'
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault('Content-Type', 'application/json')
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def raw(self, data=b''):
        connection = socket.create_connection(('127.0.0.1', self.port), timeout=30)
        connection.sendall(data)
        return connection

    def text(self):
        with open(self.log.name) as file:
            return file.read()


def at_once(count, body):
    """Runs body(number) in so many threads; the results in order."""
    results = [None] * count

    def work(number):
        results[number] = body(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def share(values, part):
    """The value below which that part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
