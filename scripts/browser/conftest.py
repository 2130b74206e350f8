"""The service in a browser: a store of graphs/south-west, Chromium, and somebody signed in.

Every page fails its test at an error of a script, at what the content security policy stops, and at a request to
anywhere but the service."""
import os, sys

import pytest
from playwright.sync_api import sync_playwright

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, 'scripts'))
from service import Served

RIPPLE = os.environ.get('RIPPLE', os.path.join(TOP, '.build/release/ripple'))
CHROMIUM = os.environ.get('CHROMIUM', '/usr/bin/chromium')


@pytest.fixture(scope='session')
def served():
    service = Served(RIPPLE, os.path.join(TOP, 'graphs/south-west')).start()
    service.address = f'http://127.0.0.1:{service.port}'
    yield service
    service.stop()
    service.remove()


@pytest.fixture(scope='session')
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=['--no-sandbox', '--disable-gpu'])
        yield browser
        browser.close()


@pytest.fixture
def signed_in(served, browser):
    """signed_in(role, **options of the browser's context) gives a page with that role's session."""
    wrong, contexts = [], []

    def page(role, **options):
        context = browser.new_context(base_url=served.address, **options)
        contexts.append(context)
        who = ['--person', 'surgeon'] if role == 'alumnus' else []
        secret = served.run('token', served.store, '--role', role, '--name', f'a {role}', '--link', *who).strip()
        answer = context.request.post('/api/v1/sign-in', data={'link': secret.split('#')[-1]})
        assert answer.ok, answer.text()
        page = context.new_page()
        page.on('pageerror', lambda error: wrong.append(f'script: {error}'))
        page.on('console', lambda message: message.type == 'error' and wrong.append(f'console: {message.text}'))
        page.on('request', lambda request: request.url.startswith((served.address, 'data:', 'blob:'))
                or wrong.append(f'outside: {request.url}'))
        return page

    yield page
    for context in contexts:
        context.close()
    assert not wrong, wrong
