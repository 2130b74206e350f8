"""The picture of the network under fingers and keys."""
import re

import pytest

from test_spread import opened


@pytest.fixture
def phone(signed_in):
    page = opened(signed_in('lead', has_touch=True, viewport={'width': 390, 'height': 780}))
    page.evaluate('document.getElementById("canvas").scrollIntoView({block: "center", behavior: "instant"})')
    page.wait_for_timeout(200)
    return page


class Fingers:
    """Fingers on the picture, at places of the canvas."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.page = page

    def put(self, kind, *places):
        box = self.page.locator('#canvas').bounding_box()
        points = [{'x': box['x'] + x, 'y': box['y'] + y, 'id': finger} for finger, (x, y) in enumerate(places)]
        self.session.send('Input.dispatchTouchEvent', {'type': kind, 'touchPoints': points})

    def draw(self, starts, ends, steps=12):
        """Fingers that go from their starts to their ends; the canvas may move under them, the screen does not."""
        box = self.page.locator('#canvas').bounding_box()

        def send(kind, part):
            points = [{'x': box['x'] + a + (c - a) * part, 'y': box['y'] + b + (d - b) * part, 'id': finger}
                      for finger, ((a, b), (c, d)) in enumerate(zip(starts, ends))]
            self.session.send('Input.dispatchTouchEvent', {'type': kind, 'touchPoints': points})
            self.page.wait_for_timeout(16)
        send('touchStart', 0)
        for step in range(1, steps + 1):
            send('touchMove', step / steps)
        self.session.send('Input.dispatchTouchEvent', {'type': 'touchEnd', 'touchPoints': []})
        self.page.wait_for_timeout(300)


def stands(page):
    """Where the picture and the page stand."""
    return page.evaluate('''() => {
      const {scale, x, y} = ripple.picture.camera;
      return {scale, x, y, scroll: scrollY, page: visualViewport.scale};
    }''')


def test_two_fingers_zoom_the_picture_and_not_the_page(phone):
    before = stands(phone)
    middle = [195, 190]
    under = phone.evaluate('([x, y]) => { const c = ripple.picture.camera; return [(x - c.x) / c.scale, (y - c.y) / c.scale]; }', middle)
    Fingers(phone).draw([(155, 190), (235, 190)], [(75, 190), (315, 190)])
    after = stands(phone)
    assert 2.3 < after['scale'] / before['scale'] < 3.2
    assert after['page'] == 1 and after['scroll'] == before['scroll']
    # What lay between the fingers still does.
    there = phone.evaluate('([x, y]) => { const c = ripple.picture.camera; return [c.toX(x), c.toY(y)]; }', under)
    assert abs(there[0] - middle[0]) < 12 and abs(there[1] - middle[1]) < 12
    Fingers(phone).draw([(75, 190), (315, 190)], [(155, 190), (235, 190)])
    assert stands(phone)['scale'] < after['scale'] / 2


def test_two_fingers_move_the_picture_and_not_the_page(phone):
    Fingers(phone).draw([(155, 190), (235, 190)], [(75, 190), (315, 190)])
    before = stands(phone)
    Fingers(phone).draw([(120, 230), (200, 230)], [(120, 160), (200, 160)])
    after = stands(phone)
    assert -90 < after['y'] - before['y'] < -40
    assert after['scroll'] == before['scroll']
    assert 0.9 < after['scale'] / before['scale'] < 1.1


def test_one_finger_scrolls_the_page_while_all_of_the_picture_is_seen(phone):
    before = stands(phone)
    Fingers(phone).draw([(195, 280)], [(195, 100)])
    after = stands(phone)
    assert after['scroll'] > before['scroll'] + 80
    assert [after[one] for one in ('scale', 'x', 'y')] == [before[one] for one in ('scale', 'x', 'y')]


def test_one_finger_moves_the_picture_to_its_end_and_then_the_page(phone):
    phone.evaluate('ripple.picture.zoom(2)')
    before = stands(phone)
    Fingers(phone).draw([(195, 250)], [(195, 150)])
    after = stands(phone)
    assert after['y'] < before['y'] - 40 and after['scroll'] == before['scroll']
    for _ in range(12):
        Fingers(phone).draw([(195, 300)], [(195, 120)], steps=4)
        if stands(phone)['scroll'] > before['scroll']:
            break
    # There is no more of it below.
    end = stands(phone)
    assert end['scroll'] > before['scroll']
    assert phone.evaluate('ripple.picture.camera.beyond(ripple.picture.network, ripple.picture.width, ripple.picture.height).bottom') < 2


def test_a_tap_chooses_whom_it_means(phone):
    phone.evaluate('''() => {
      const { picture } = ripple;
      const [leader] = picture.view.leaders(picture.time);
      window.leader = picture.view.person[leader];
      picture.zoom(3);
      picture.reveal(window.leader);
    }''')
    phone.wait_for_timeout(300)
    x, y = phone.evaluate('[ripple.picture.camera.toX(ripple.picture.network.x(leader)), ripple.picture.camera.toY(ripple.picture.network.y(leader))]')
    fingers = Fingers(phone)
    fingers.put('touchStart', (x, y))
    fingers.session.send('Input.dispatchTouchEvent', {'type': 'touchEnd', 'touchPoints': []})
    phone.wait_for_function('document.getElementById("panel-title").textContent === ripple.picture.network.name(leader)')


def test_keys_zoom_and_move_the_picture(signed_in):
    page = opened(signed_in('lead'))
    page.focus('#canvas')
    whole = stands(page)
    for _ in range(4):
        page.keyboard.press('+')
    near = stands(page)
    assert near['scale'] > 2 * whole['scale']
    page.keyboard.press('Shift+ArrowRight')
    assert stands(page)['x'] == pytest.approx(near['x'] - 60)
    page.keyboard.press('Shift+ArrowUp')
    assert stands(page)['y'] == pytest.approx(near['y'] + 60)
    page.keyboard.press('-')
    assert stands(page)['scale'] == pytest.approx(near['scale'] / 1.3)
    page.keyboard.press('0')
    again = stands(page)
    assert [again[one] for one in ('scale', 'x', 'y')] == [whole[one] for one in ('scale', 'x', 'y')]


def test_the_picture_cannot_be_lost_out_of_sight(signed_in):
    page = opened(signed_in('lead'))
    for x, y in [(5000, 0), (-9000, 0), (0, 5000), (0, -9000)]:
        page.evaluate('([x, y]) => ripple.picture.pan(x, y)', [x, y])
        beyond = page.evaluate('ripple.picture.camera.beyond(ripple.picture.network, ripple.picture.width, ripple.picture.height)')
        assert max(beyond.values()) < 1, beyond
    # Whoever came closer still sees the same people when the window changes.
    page.evaluate('ripple.picture.zoom(3)')
    middle = '''() => { const { camera, width, height } = ripple.picture;
      return [(width / 2 - camera.x) / camera.scale, (height / 2 - camera.y) / camera.scale, camera.scale]; }'''
    before = page.evaluate(middle)
    page.set_viewport_size({'width': 1100, 'height': 800})
    page.wait_for_timeout(400)
    assert page.evaluate(middle) == pytest.approx(before, abs=25)


def test_the_page_asks_for_all_it_needs_at_once(signed_in, served):
    plain = served.ask('/spread', 'lead').body.decode()
    named = set(re.findall(r'<link rel="modulepreload" href="([^"]+)"', plain))
    page = opened(signed_in('lead'))
    asked = page.evaluate('performance.getEntriesByType("resource").map(one => new URL(one.name).pathname)')
    modules = {one for one in asked if one.endswith('.js')} - {'/assets/spread.js'}
    assert named == modules
    # The picture is asked for once: what was asked for ahead is what the script takes.
    assert asked.count('/api/v1/picture') == 1
