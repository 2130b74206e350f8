#!/usr/bin/env python3
"""Starts a PostgreSQL of its own on loopback, in a folder of its own, and stops it: for tests and drills, never for data.

    scripts/postgres.py run COMMAND ...     runs a command with RIPPLE_TEST_POSTGRES set to the server's address

The programs are those of Debian's package postgresql; the server runs as the user postgres where this is run as root, since
it refuses root. Everything is gone when it has ended.
"""
import contextlib, glob, os, pwd, shutil, signal, socket, subprocess, sys, tempfile, time

user = 'postgres' if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name


def programs():
    """The folder of the newest server's programs; None where there is none."""
    found = glob.glob('/usr/lib/postgresql/*/bin/initdb') + glob.glob('/opt/homebrew/opt/postgresql*/bin/initdb')
    return os.path.dirname(max(found, key=lambda path: float(path.split('/')[-3].split('@')[-1] or 0))) if found else None


def free_port():
    with socket.socket() as place:
        place.bind(('127.0.0.1', 0))
        return place.getsockname()[1]


def as_user(*words, **more):
    """Runs a program of the server's as the user who may."""
    lead = ['runuser', '-u', user, '--'] if os.getuid() == 0 else []
    done = subprocess.run([*lead, os.path.join(programs(), words[0]), *words[1:]], capture_output=True, text=True, cwd='/', **more)
    if done.returncode:
        raise RuntimeError(f'{words[0]} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}')
    return done.stdout


def is_running(process):
    """True while a process is there; one that nobody has buried yet is not."""
    try:
        with open(f'/proc/{process}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except (FileNotFoundError, ProcessLookupError):
        return False


class Server:
    """A server, or a standby of another."""

    def __init__(self, folder, name, port=None):
        self.folder, self.name, self.port = os.path.join(folder, name), name, port or free_port()

    @property
    def address(self):
        return f'postgres://{user}@127.0.0.1:{self.port}/postgres'

    def make(self, **settings):
        as_user('initdb', '-D', self.folder, '-A', 'trust', '-E', 'UTF8', '--locale', 'C')
        # All its memory that has a name is in its folder, and goes with it.
        self.write(wal_level='replica', max_connections=200, shared_buffers='128MB', wal_keep_size='256MB',
                   dynamic_shared_memory_type='mmap', **settings)
        with open(os.path.join(self.folder, 'pg_hba.conf'), 'a') as file:
            file.write('host replication all 127.0.0.1/32 trust\n')
        return self

    def follow(self, primary):
        """Becomes a standby, known to its primary by its name."""
        as_user('pg_basebackup', '-d', f'host=127.0.0.1 port={primary.port} user={user}', '-D', self.folder, '-X', 'stream', '-c', 'fast')
        open(os.path.join(self.folder, 'standby.signal'), 'w').close()
        shutil.chown(os.path.join(self.folder, 'standby.signal'), user)
        self.write(synchronous_standby_names='', primary_conninfo=f'host=127.0.0.1 port={primary.port} user={user} application_name={self.name}')
        return self

    def write(self, **settings):
        settings = {'listen_addresses': '127.0.0.1', 'port': self.port, 'unix_socket_directories': '', 'log_min_messages': 'fatal', **settings}
        with open(os.path.join(self.folder, 'postgresql.auto.conf'), 'a') as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self):
        try:
            as_user('pg_ctl', '-D', self.folder, '-l', self.folder + '.log', '-w', '-t', '60', 'start')
        except RuntimeError as error:
            with open(self.folder + '.log') as file:
                raise RuntimeError(f'{error}{file.read()[-1000:]}') from None
        return self

    def stop(self):
        with contextlib.suppress(RuntimeError):
            as_user('pg_ctl', '-D', self.folder, '-m', 'immediate', '-w', 'stop')

    def promote(self):
        as_user('pg_ctl', '-D', self.folder, '-w', '-t', '60', 'promote')

    def kill(self):
        """Kills the server's own processes at once, as when its machine is gone."""
        with open(os.path.join(self.folder, 'postmaster.pid')) as file:
            first = int(file.readline())
        # Stopped first, it has no more children than are found.
        os.kill(first, signal.SIGSTOP)
        children = subprocess.run(['ps', '-o', 'pid=', '--ppid', str(first)], capture_output=True, text=True).stdout.split()
        everybody = [first, *map(int, children)]
        for process in everybody:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(is_running(process) for process in everybody):
            time.sleep(0.01)
        # A process that nobody has buried yet would be taken for a server.
        os.unlink(os.path.join(self.folder, 'postmaster.pid'))

    def ask(self, sql):
        return as_user('psql', '-X', '-q', '-A', '-t', '-d', self.address, '-c', sql).strip()


def end(*_):
    """Ends as a program does, so that what it started is stopped."""
    sys.exit(143)


signal.signal(signal.SIGTERM, end)


@contextlib.contextmanager
def folder():
    """A folder that the server's user may use, gone in the end; in memory where that can be. Keys of stores lie there too,
    and not among the user's own settings."""
    place = tempfile.mkdtemp(prefix='ripple-postgres-', dir='/dev/shm' if os.access('/dev/shm', os.W_OK) else None)
    try:
        shutil.chown(place, user)
        os.environ['XDG_CONFIG_HOME'] = os.path.join(place, 'settings')
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def running(**settings):
    """A server on its own."""
    with folder() as place:
        server = Server(place, 'alone').make(**settings)
        try:
            yield server.start()
        finally:
            server.stop()


if __name__ == '__main__':
    if len(sys.argv) < 3 or sys.argv[1] != 'run':
        sys.exit(__doc__)
    if not programs():
        sys.exit('there is no PostgreSQL here: install the package postgresql')
    with running() as server:
        sys.exit(subprocess.run(sys.argv[2:], env={**os.environ, 'RIPPLE_TEST_POSTGRES': server.address}).returncode)
