"""What holds on every page: whoever reads it, however they read it."""
import pytest

PAGES = [
    (None, '/sign-in', 'Sign in'), (None, '/help', 'Evidence'),
    ('alumnus', '/peers', 'Find a peer'), ('alumnus', '/peers?skill=coaching', 'coaching'),
    ('alumnus', '/peers?skill=zzzz', 'Find a peer'),
    ('alumnus', '/me', 'What is held about you'), ('lead', '/data', 'What was changed'),
    ('lead', '/data?quality=true', 'Recorded'), ('lead', '/plan', 'Choose people'),
    ('lead', '/plan?choose=3&purpose=test', 'would reach'), ('lead', '/take', 'Cite it'),
    ('lead', '/take?to=gexf&look=true&purpose=test', 'leaves out'), ('researcher', '/take', 'pseudonyms'),
    ('admin', '/access', 'The audit holds'), ('lead', '/access', 'not open'), ('lead', '/nowhere', 'nothing at this address'),
]
NAMES = [f'{role or "anybody"} {path}' for role, path, _ in PAGES]


@pytest.mark.parametrize('theme', ['light', 'dark'])
@pytest.mark.parametrize('role,path,words', PAGES, ids=NAMES)
def test_axe_finds_nothing(signed_in, axe, role, path, words, theme):
    page = signed_in(role, color_scheme=theme)
    page.goto(path)
    assert axe(page) == []


@pytest.mark.parametrize('role,path,words', PAGES, ids=NAMES)
def test_a_page_says_something_without_a_script(signed_in, role, path, words):
    page = signed_in(role, java_script_enabled=False)
    page.goto(path)
    assert words in page.inner_text('main')
    assert page.locator('h1').count() == 1


@pytest.mark.parametrize('width', [320, 768, 1400])
@pytest.mark.parametrize('role,path,words', PAGES, ids=NAMES)
def test_nothing_needs_scrolling_sideways(signed_in, role, path, words, width):
    page = signed_in(role, viewport={'width': width, 'height': 800})
    page.goto(path)
    assert page.evaluate('document.documentElement.scrollWidth') <= width


@pytest.mark.parametrize('role,path,words', PAGES, ids=NAMES)
def test_what_is_pressed_is_large_enough(signed_in, role, path, words):
    page = signed_in(role, viewport={'width': 320, 'height': 800})
    page.goto(path)
    small = page.evaluate("""
      [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, nav a, .plain a')]
        .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([html]) => html)""")
    assert small == []


@pytest.mark.parametrize('role,path,words', PAGES, ids=NAMES)
def test_everything_is_reached_by_the_keyboard_and_seen_to_be(signed_in, role, path, words):
    page = signed_in(role)
    page.goto(path)
    page.keyboard.press('Tab')
    first = page.evaluate('document.activeElement.textContent')
    assert first == 'Skip to main content'
    wanted = page.evaluate("""
      [...document.querySelectorAll('main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)')]
        .filter((one) => one.checkVisibility() && !one.disabled && (one.type !== 'radio' || one.checked)).length""")
    reached = set()
    for _ in range(wanted + 60):
        page.keyboard.press('Tab')
        place, is_seen = page.evaluate("""(() => {
          const one = document.activeElement;
          const style = getComputedStyle(one);
          const all = [...document.querySelectorAll('main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)')];
          return [all.indexOf(one), style.outlineStyle !== 'none' || style.boxShadow !== 'none'];
        })()""")
        if place >= 0:
            reached.add(place)
            assert is_seen, f'number {place} of {path} has the focus and does not show it'
        if len(reached) >= wanted:
            break
    assert len(reached) >= wanted


@pytest.mark.parametrize('path', ['/access', '/nowhere'])
def test_a_problem_leaves_the_ways_on(signed_in, path):
    page = signed_in('lead')
    page.goto('/plan')
    ways = page.locator('nav a').all_inner_texts()
    page.goto(path)
    assert len(ways) > 3 and page.locator('nav a').all_inner_texts() == ways


def test_axe_would_find_something(signed_in, axe):
    """The look that finds nothing above finds what is put there to be found."""
    page = signed_in()
    page.goto('/help')
    page.evaluate("document.querySelector('main').innerHTML += '<button></button><img src=\"/assets/icon.svg\">'")
    assert {one.split(':')[0] for one in axe(page)} >= {'button-name', 'image-alt'}


def test_ways_lead_where_one_may_go(signed_in):
    for role, ways in [('alumnus', {'Find a peer', 'My profile', 'Help'}), ('admin', {'Access', 'Help'})]:
        page = signed_in(role)
        page.goto('/')
        assert set(page.locator('nav a').all_inner_texts()) == ways
