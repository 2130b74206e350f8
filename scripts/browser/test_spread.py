"""The page of spread in a browser."""
import os, re

import axe_playwright_python
import pytest

AXE = os.path.join(os.path.dirname(axe_playwright_python.__file__), 'axe.min.js')
RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']


def violations(page):
    with open(AXE) as file:
        page.evaluate(file.read())
    found = page.evaluate('rules => axe.run({runOnly: rules})', RULES)['violations']
    return [(one['id'], [node['html'][:160] for node in one['nodes'][:3]]) for one in found]


def opened(page, address='/spread'):
    page.goto(address)
    page.wait_for_selector('html[data-ready=yes]', state='attached')
    return page


def picture(page):
    """What stands on the canvas, as one number."""
    page.wait_for_timeout(350)
    return page.evaluate('''() => {
      const canvas = document.getElementById("canvas");
      const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let sum = 7;
      for (let at = 0; at < bytes.length; at += 4) {
        sum = (Math.imul(sum, 31) + bytes[at] + 3 * bytes[at + 1] + 5 * bytes[at + 2]) | 0;
      }
      return sum;
    }''')


def patches(page):
    """The canvas in patches, each as the mean of its colours: another fit moves a dot by less than a pixel."""
    page.wait_for_timeout(350)
    return page.evaluate('''() => {
      const canvas = document.getElementById("canvas");
      const small = new OffscreenCanvas(32, 16).getContext("2d");
      small.imageSmoothingQuality = "high";
      small.drawImage(canvas, 0, 0, 32, 16);
      return [...small.getImageData(0, 0, 32, 16).data];
    }''')


def apart(one, other):
    return sum(abs(a - b) for a, b in zip(one, other)) / len(one)


def slide(page, to):
    page.evaluate('''to => {
      const slider = document.getElementById("time");
      slider.value = to;
      slider.dispatchEvent(new Event("input", {bubbles: true}));
    }''', to)


@pytest.mark.parametrize('theme', ['light', 'dark'])
def test_axe_finds_nothing(signed_in, theme):
    page = opened(signed_in('lead', color_scheme=theme))
    page.wait_for_selector('#outcomes svg')
    assert violations(page) == []
    page.fill('#search', 'Rowan')
    page.press('#search', 'Enter')
    for details in page.query_selector_all('details'):
        details.evaluate('details => details.open = true')
    page.click('text=GraphML…')
    assert violations(page) == []


def test_axe_notices_a_fault(signed_in):
    page = opened(signed_in('lead'))
    page.evaluate('document.getElementById("play").removeAttribute("aria-label")')
    page.evaluate('document.getElementById("lead").style.color = "#ccc"')
    assert {'button-name', 'color-contrast'} <= {name for name, _ in violations(page)}


def test_the_page_says_the_finding_without_a_script(signed_in):
    page = signed_in('lead', java_script_enabled=False)
    page.goto('/spread')
    said = page.text_content('#headline')
    assert re.search(r'reached \d+ people beyond the training by [A-Z][a-z]{2} \d{4}$', said)
    assert int(page.text_content('#reached-figure')) > 0
    page.click('#table summary')
    last = page.locator('#table tbody tr').last
    assert int(last.locator('td').last.text_content()) > 100
    page.select_option('#technique', 'coaching')
    page.click('text=Show')
    assert page.text_content('#headline').startswith('Coaching conversations reached ')


def test_service_and_script_say_the_same(signed_in, served):
    page = opened(signed_in('lead'))
    for technique in ['', '?technique=all', '?technique=coaching', '?technique=large-workshops']:
        plain = served.ask(f'/spread{technique}', 'lead').body.decode()
        opened(page, f'/spread{technique}')
        for part in ['headline', 'lead', 'trained-figure', 'reached-figure', 'teams-figure', 'chain-figure']:
            said = re.search(rf'id="{part}"[^>]*>([^<]*)<', plain)[1]
            assert page.text_content(f'#{part}') == said, (technique, part)


def test_the_picture_is_the_same_every_time_and_known_again(served):
    first = served.ask('/api/v1/picture', 'lead')
    assert first.status == 200
    again = served.ask('/api/v1/picture', 'lead', headers={'If-None-Match': first.headers['etag']})
    assert again.status == 304
    told = first.json()
    cascade = served.ask('/api/v1/cascade?technique=coaching', 'lead').json()['techniques'][0]
    place = told['techniques']['id'].index('coaching')
    spread = next(one for one in told['spreads'] if one['technique'] == place)
    assert [told['people']['id'][person] for person in spread['person']] == [one['id'] for one in cascade['people']]
    assert spread['generation'] == [one['generation'] for one in cascade['people']]
    assert sum(spread['sourcesOf']) * 3 == len(spread['sources'])
    assert served.ask('/api/v1/picture', 'alumnus').status == 403
    assert served.ask('/api/v1/picture').status == 401


def test_picture_and_words_change_with_time(signed_in):
    page = opened(signed_in('lead'))
    seen = {}
    for at in [0, 12, 24, 36]:
        slide(page, at)
        seen[at] = (picture(page), page.text_content('#headline'), page.text_content('#now'))
    assert len({drawn for drawn, _, _ in seen.values()}) == 4
    reached = [int((re.search(r'reached (\d+)', said) or [0, 0])[1]) for _, said, _ in seen.values()]
    assert reached == sorted(reached) and reached[-1] > reached[0]
    slide(page, 12)
    assert picture(page) == seen[12][0]


def test_playing_moves_time_and_stops(signed_in):
    page = opened(signed_in('lead'))
    slide(page, 3)
    page.select_option('#speed', '4')
    page.click('#play')
    assert page.get_attribute('#play', 'aria-label') == 'Pause'
    page.wait_for_function('() => Number(document.getElementById("time").value) > 5')
    page.click('#play')
    at = page.input_value('#time')
    page.wait_for_timeout(400)
    assert page.input_value('#time') == at


def test_with_reduced_motion_time_goes_by_whole_months(signed_in):
    page = opened(signed_in('lead', reduced_motion='reduce'))
    slide(page, 3)
    page.evaluate('''() => {
      window.times = new Set();
      ripple.state.follow(() => window.times.add(ripple.state.get("time")));
    }''')
    page.select_option('#speed', '4')
    page.click('#play')
    page.wait_for_function('() => window.times.size > 3')
    ends = page.evaluate('ripple.picture.network.axis.bins.map(bin => bin.end)')
    assert set(page.evaluate('[...window.times]')) <= set(ends)


def test_everything_goes_by_keyboard(signed_in):
    page = opened(signed_in('lead'), '/spread#technique=stress-conversations')
    page.focus('#search')
    page.keyboard.type('tresilver')
    page.keyboard.press('ArrowDown')
    page.keyboard.press('Enter')
    assert page.text_content('#panel-title') == 'Rowan Tresilver'
    assert 'person=surgeon' in page.url
    page.focus('#canvas')
    before = picture(page)
    page.keyboard.press('1')
    assert 'steps=1' in page.url and picture(page) != before
    page.keyboard.press('1')
    page.wait_for_function("!location.href.includes('steps')")
    page.keyboard.press('ArrowRight')
    said = page.text_content('#live')
    assert len(said) > 10 and 'Rowan Tresilver' not in said.split(',')[0]
    page.keyboard.press('Enter')
    assert page.text_content('#panel-title') == said.split(',')[0]
    for key in ['+', '-', '0', 'Shift+ArrowLeft']:
        before = picture(page)
        page.keyboard.press(key)
    page.keyboard.press('Escape')
    assert page.text_content('#panel-title') == 'Who passed it on most'
    page.focus('#time')
    now = page.text_content('#now')
    page.keyboard.press('ArrowLeft')
    assert page.text_content('#now') != now


def test_every_stop_of_the_tab_key_can_be_seen(signed_in):
    page = opened(signed_in('lead'))
    seen = set()
    for _ in range(80):
        page.keyboard.press('Tab')
        at = page.evaluate('''() => {
          const box = document.activeElement.getBoundingClientRect();
          const style = getComputedStyle(document.activeElement);
          return [document.activeElement.id || document.activeElement.textContent.slice(0, 30), box.width, box.height,
            style.outlineStyle];
        }''')
        if at[0] not in seen and page.evaluate('document.activeElement !== document.body'):
            seen.add(at[0])
            assert at[1] > 0 and at[2] > 0 and at[3] != 'none', at
    assert {'technique', 'cohort', 'area', 'evidence', 'search', 'copy', 'canvas', 'play', 'time', 'speed'} <= seen


def test_a_link_leads_to_the_same_view(signed_in):
    page = opened(signed_in('lead'))
    page.select_option('#technique', 'coaching')
    page.select_option('#evidence', 'known')
    slide(page, 20)
    page.fill('#search', 'Rowan')
    page.press('#search', 'Enter')
    link, drawn = page.url, patches(page)
    said = [page.text_content(part) for part in ['#headline', '#panel-title', '#now', '#tree-title', '#reached-figure']]
    page.goto('about:blank')
    opened(page, link)
    assert [page.text_content(part) for part in ['#headline', '#panel-title', '#now', '#tree-title', '#reached-figure']] == said
    again = patches(page)
    slide(page, 5)
    assert apart(again, drawn) < apart(again, patches(page)) / 4
    # Who is looked at stands behind the hash, which no server sees.
    assert '?' not in link and 'person=surgeon' in link.split('#')[1]


def test_filters_narrow_what_is_counted(signed_in):
    page = opened(signed_in('lead'))
    whole = int(page.text_content('#reached-figure'))
    page.select_option('#evidence', 'known')
    known = int(page.text_content('#reached-figure'))
    assert 0 < known < whole
    page.select_option('#evidence', 'possible')
    parts = []
    for area in page.eval_on_selector_all('#area option', 'options => options.map(option => option.value)'):
        if area == '-1':
            continue
        page.select_option('#area', area)
        parts.append(int(page.text_content('#reached-figure')))
    assert sum(parts) == whole
    page.select_option('#area', '-1')
    page.select_option('#cohort', '0')
    assert 0 < int(page.text_content('#reached-figure')) < whole
    assert 'from Cohort 2022' in page.text_content('#headline')


def test_a_path_is_explained_in_words_and_shown(signed_in):
    page = opened(signed_in('lead'))
    page.fill('#path-from', 'surgeon')
    page.fill('#path-to', 'Naomi Brammere')
    page.click('#path-form button')
    page.wait_for_selector('.path li')
    assert 'passed Communication styles to Naomi Brammere' in page.text_content('#path')
    page.click('text=Show it in the picture')
    assert page.text_content('#panel-title') == 'Naomi Brammere'
    page.fill('#path-to', 'Nobody At All')
    page.click('#path-form button')
    assert 'There is nobody called' in page.text_content('#path')


def test_pictures_and_records_can_be_taken_away(signed_in):
    page = opened(signed_in('lead'), '/spread#technique=stress-conversations')
    with page.expect_download() as svg:
        page.click('text=Picture as SVG')
    text = open(svg.value.path(), encoding='utf-8').read()
    assert text.startswith('<svg') and 'Rowan Tresilver' in text and 'style=' not in text
    with page.expect_download() as png:
        page.click('text=Picture as PNG')
    assert open(png.value.path(), 'rb').read(8) == b'\x89PNG\r\n\x1a\n'
    page.click('text=GraphML…')
    page.fill('#purpose-text', 'a test of the page')
    with page.expect_download() as graphml:
        page.click('#purpose .go')
    assert b'<graphml' in open(graphml.value.path(), 'rb').read(2000)
    page.click('text=CSV…')
    page.fill('#purpose-text', ' ')
    page.click('#purpose .go')
    page.wait_for_selector('#purpose-trouble:not([hidden])')
    page.click('#purpose-cancel')
    assert not page.is_visible('#purpose')


@pytest.mark.parametrize('width', [320, 390, 768, 1400])
def test_nothing_scrolls_sideways(signed_in, width):
    page = opened(signed_in('lead', viewport={'width': width, 'height': 800}))
    page.wait_for_selector('#outcomes svg')
    page.fill('#search', 'Rowan')
    page.press('#search', 'Enter')
    assert page.evaluate('document.documentElement.scrollWidth') <= width


def test_targets_are_large_enough(signed_in):
    page = opened(signed_in('lead', viewport={'width': 390, 'height': 800}))
    small = page.evaluate('''() => [...document.querySelectorAll("button, select, input, summary, a")]
      .filter(one => one.offsetParent && !one.closest("p") && !one.classList.contains("skip"))
      .map(one => [one.id || one.textContent.slice(0, 30), one.getBoundingClientRect().height])
      .filter(([, height]) => height < 24)''')
    assert small == []


def test_paper_has_the_picture_as_shapes(signed_in):
    page = opened(signed_in('lead'))
    page.evaluate('dispatchEvent(new Event("beforeprint"))')
    page.emulate_media(media='print')
    assert page.is_visible('#on-paper svg') and not page.is_visible('#canvas')
    assert page.locator('#on-paper :is(circle, rect)').count() > 600
