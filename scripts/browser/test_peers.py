"""Find a peer: an alumnus searches, asks, and the one asked answers."""
import pytest


@pytest.fixture
def searching(offers):
    if not offers('/api/v1/peers'):
        pytest.skip('this build does not offer the question of peers')


def people(page):
    return page.locator('.results h3').all_inner_texts()


def test_a_page_to_begin_with_offers_techniques(signed_in):
    page = signed_in('alumnus')
    page.goto('/')
    assert page.url.endswith('/peers')
    assert page.get_by_role('link', name='Team diagnostic').count() == 1
    assert page.locator('#skills option').count() > 10


def test_a_search_shows_five_with_reasons(searching, signed_in):
    page = signed_in('alumnus')
    page.goto('/peers')
    page.fill('#skill', 'coaching')
    page.keyboard.press('Enter')
    page.wait_for_selector('.results li')
    assert len(people(page)) == 5
    assert all(text for text in page.locator('.reasons').all_inner_texts())
    assert page.evaluate('document.activeElement.id') == 'found'
    assert 'who can help' in page.inner_text('#live')
    # The same by the address alone, as without a script.
    found = people(page)
    page.goto('/peers?skill=coaching&setting=&staffGroup=&area=')
    assert people(page) == found
    # By another of its names, and by its category.
    page.goto('/peers?skill=session%20design')
    assert len(people(page)) == 5


def test_filters_hold_and_can_be_left_out(searching, signed_in):
    page = signed_in('alumnus')
    page.goto('/peers?skill=coaching')
    group = page.locator('#staffGroup option').nth(1).inner_text()
    page.select_option('#staffGroup', group)
    page.get_by_role('button', name='Search').first.click()
    page.wait_for_url('**staffGroup**')
    for about in page.locator('.results li > p.faint').all_inner_texts():
        assert group in about


def test_what_is_unknown_is_said(searching, signed_in):
    page = signed_in('alumnus')
    page.goto('/peers?skill=zzzz')
    assert 'zzzz' in page.inner_text('[role=alert]')


def test_whoever_did_not_agree_is_not_asked(signed_in, served):
    hidden = next(one['id'] for one in served.ask('/api/v1/people?limit=1000', 'lead').json()['items']
                  if one.get('listed') != 'yes')
    page = signed_in('alumnus')
    page.goto('/peers')
    for person in (hidden, 'nobody-at-all'):
        page.evaluate("""(id) => {
          const form = document.createElement('form');
          form.method = 'post';
          form.action = '/peers/ask';
          for (const [name, value] of [['peer', id], ['message', 'hello']]) {
            const field = document.createElement('input');
            field.name = name; field.value = value; form.append(field);
          }
          document.body.append(form); form.submit(); }""", person)
        page.wait_for_selector('[role=alert]')
        assert page.inner_text('[role=alert]') == 'Nobody of that id can be asked: find a peer again.'
        page.goto('/peers')


def ask(page, peer, message):
    """Sends the request that stands below a person found, whoever was found."""
    return page.request.post('/peers/ask', form={'peer': peer, 'message': message}, headers={'Sec-Fetch-Site': 'same-origin'})


def test_a_request_is_accepted_and_both_see_how_to_write(signed_in, served):
    listed = [one for one in served.ask('/api/v1/people?limit=1000', 'lead').json()['items']
              if one.get('listed') == 'yes' and one.get('email') and one['id'] != 'surgeon' and one.get('capacity') != '0']
    peer = listed[3]
    asker = signed_in('alumnus')
    asker.goto('/peers')
    assert ask(asker, peer['id'], 'How do you begin a coaching round?').ok
    asker.goto('/me')
    assert 'Waiting for an answer' in asker.inner_text('main')
    asked = signed_in('alumnus', peer['id'])
    asked.goto('/me')
    assert 'How do you begin a coaching round?' in asked.inner_text('main')
    assert 'rowan.tresilver@example.org' not in asked.inner_text('main').split('What is held about you')[0]
    asked.get_by_role('button', name='Accept').click()
    assert 'You accepted' in asked.inner_text('[role=status]')
    assert 'rowan.tresilver@example.org' in asked.inner_text('main')
    asker.reload()
    assert peer['email'] in asker.inner_text('main')
    asker.get_by_role('button', name=f'Remove the request to {peer["name"]}').click()
    asked.reload()
    assert 'How do you begin' not in asked.inner_text('main')


def test_a_request_is_declined_without_a_reason(signed_in, served):
    listed = [one for one in served.ask('/api/v1/people?limit=1000', 'lead').json()['items']
              if one.get('listed') == 'yes' and one['id'] != 'surgeon' and one.get('capacity') != '0']
    peer = listed[7]
    asker = signed_in('alumnus')
    asker.goto('/peers')
    assert ask(asker, peer['id'], 'Shall we talk?').ok
    asked = signed_in('alumnus', peer['id'])
    asked.goto('/me')
    asked.get_by_role('button', name='Decline').click()
    assert 'Nobody asks why' in asked.inner_text('[role=status]')
    assert 'Shall we talk?' not in asked.inner_text('main')
    asker.goto('/me')
    assert 'Declined' in asker.inner_text('main') and 'Shall we talk?' not in asker.inner_text('main')
