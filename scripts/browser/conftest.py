"""A service on the synthetic South West programme, browsers signed in to it, and what holds on every page: no error, no
breach of the content security policy, no request to anywhere else."""
import os, subprocess, sys, tempfile

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, '..', '..')
sys.path.insert(0, os.path.join(here, '..'))
from service import Served

AXE = open(os.path.join(os.path.dirname(axe_playwright_python.__file__), 'axe.min.js'), encoding='utf-8').read()
RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
BREACHES = """
window.breaches = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture(scope='session')
def served():
    os.chdir(root)
    service = Served(os.environ.get('RIPPLE', os.path.join(root, '.build', 'release', 'ripple')))
    try:
        yield service.start()
    finally:
        service.remove()


@pytest.fixture(scope='session')
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get('CHROMIUM', '/usr/bin/chromium'), args=['--no-sandbox', '--disable-gpu'])
        yield browser
        browser.close()


def cookie_of(service, role, person=None):
    """A new session of a role, or of an alumnus by the person they are."""
    who = ['--person', person or 'surgeon'] if role == 'alumnus' else []
    link = service.run('token', service.store, '--role', role, '--name', f'{role} {person or ""}'.strip(), '--link',
                       *who).strip().split('#')[-1]
    answer = service.ask('/api/v1/sign-in', method='POST', body={'link': link})
    assert answer.status == 204, answer.body
    return answer.headers['set-cookie'].split(';')[0].split('=', 1)[1]


@pytest.fixture(scope='session')
def sessions(served):
    """A session of a role, or of an alumnus by the person they are: signed in once, as rarely as people do."""
    known = {}

    def session(role, person=None):
        if (role, person) not in known:
            known[role, person] = cookie_of(served, role, person)
        return known[role, person]
    return session


@pytest.fixture(scope='session')
def crowd():
    """crowd(people) is a service on an invented programme of so many people."""
    services = {}

    def serve(people):
        if people not in services:
            folder = tempfile.mkdtemp(prefix='ripple-crowd-')
            ripple = os.path.abspath(os.environ.get('RIPPLE', os.path.join(root, '.build', 'release', 'ripple')))
            invented = os.path.join(folder, 'invented')
            subprocess.run([ripple, 'generate', '--people', str(people), '-o', invented], check=True, capture_output=True)
            services[people] = Served(ripple, network=invented, folder=folder).start()
        return services[people]
    yield serve
    for service in services.values():
        service.remove()


KINDS = {'.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml'}


def from_disk(context):
    """Gives the pages' files from the folder RIPPLE_ASSETS rather than from the program, to try a change without a build."""
    folder = os.environ.get('RIPPLE_ASSETS')
    if folder:
        def give(route):
            path = os.path.join(folder, route.request.url.split('/assets/')[1])
            route.fulfill(path=path, content_type=KINDS[os.path.splitext(path)[1]])
        context.route('**/assets/*', give)


class Watch:
    """What a page must not do, noted as it does it."""

    def __init__(self):
        self.faults = []
        self.pages = []

    def add(self, page, origin):
        page.on('pageerror', lambda error: self.faults.append(f'page error: {error}'))
        page.on('console', lambda line: self.note(line))
        page.on('request', lambda request: self.faults.append(f'outside request: {request.url}')
                if not request.url.startswith((origin, 'data:', 'blob:')) else None)
        self.pages.append(page)

    def note(self, line):
        # What the service refuses with a sentence is no fault of the page; the tests say which answers they wait for.
        if line.type == 'error' and 'Failed to load resource' not in line.text:
            self.faults.append(f'console: {line.text}')

    def check(self):
        for page in self.pages:
            if not page.is_closed():
                self.faults += page.evaluate('window.breaches ?? []')
        assert not self.faults, self.faults


@pytest.fixture
def signed_in(served, browser, sessions):
    """signed_in(role) is a page of a new browser that is signed in; without a role, of one that is not. It is of the service
    on the South West unless told of another."""
    watch = Watch()
    contexts = []

    def page(role=None, person=None, service=None, **options):
        origin = f'http://127.0.0.1:{(service or served).port}'
        context = browser.new_context(base_url=origin, **options)
        contexts.append(context)
        context.set_default_timeout(90_000)
        from_disk(context)
        if role:
            session = cookie_of(service, role, person) if service else sessions(role, person)
            context.add_cookies([{'name': 'ripple-session', 'value': session, 'url': origin}])
        context.add_init_script(BREACHES)
        page = context.new_page()
        watch.add(page, origin)
        return page

    yield page
    try:
        watch.check()
    finally:
        for context in contexts:
            context.close()


@pytest.fixture(scope='session')
def axe():
    """axe(page) is what axe finds wrong with a page, in words."""
    def look(page):
        page.evaluate(AXE)
        found = page.evaluate('(rules) => axe.run({ runOnly: rules })', RULES)['violations']
        return [f'{one["id"]}: {node["html"][:200]} {node["failureSummary"][:300]}' for one in found for node in one['nodes']]
    return look


@pytest.fixture(scope='session')
def offers(served):
    """Whether a question is offered by this build."""
    paths = served.ask('/api/v1/openapi.json').json()['paths']
    return lambda path: path in paths
