"""My profile: an alumnus records what they did, those they name say whether it was so, and everybody sees what is held."""


def record(page, **fields):
    page.goto('/me')
    page.select_option('#technique', fields.pop('technique', 'coaching'))
    page.fill('#day', fields.pop('day', '2024-05-06'))
    for name, value in fields.items():
        page.fill(f'#{name}', value)
    page.get_by_role('button', name='Record it').click()
    assert 'That was recorded' in page.inner_text('[role=status]')


def someone(served, place):
    listed = [one for one in served.ask('/api/v1/people?limit=1000', 'lead').json()['items']
              if one.get('listed') == 'yes' and one['id'] != 'surgeon']
    return listed[place]


def uses(served, **cells):
    query = '&'.join(f'{name}={value}' for name, value in cells.items())
    return served.ask(f'/api/v1/records/uses?{query}&limit=1000', 'lead').json()['items']


def test_the_teacher_one_names_confirms_it(signed_in, served):
    teacher = someone(served, 20)
    mine = signed_in('alumnus')
    record(mine, technique='well-being-plans', teacher=f'{teacher["name"]} ({teacher["id"]})')
    made = [one for one in uses(served, person_id='surgeon', learned_from=teacher['id']) if one['start'] == '2024-05-06']
    assert [one['evidence'] for one in made] == ['reported']
    assert f'{teacher["name"]} has yet to say' in mine.inner_text('main')
    theirs = signed_in('alumnus', teacher['id'])
    theirs.goto('/me')
    assert 'Rowan Tresilver says that they learnt Well-being plans from you' in theirs.inner_text('main')
    theirs.get_by_role('button', name='Yes, it was so').click()
    assert 'recorded as confirmed' in theirs.inner_text('[role=status]')
    again = [one for one in uses(served, person_id='surgeon', learned_from=teacher['id']) if one['start'] == '2024-05-06']
    assert [one['evidence'] for one in again] == ['confirmed']
    theirs.reload()
    assert 'Nothing waits for you' in theirs.inner_text('main')


def test_whoever_was_taught_corrects_it(signed_in, served):
    taught = someone(served, 25)
    mine = signed_in('alumnus')
    record(mine, technique='coaching', taught=taught['name'])
    theirs = signed_in('alumnus', taught['id'])
    theirs.goto('/me')
    theirs.click('text=Yes, but not quite so')
    theirs.get_by_label('Technique').first.select_option('team-diagnostic')
    theirs.get_by_label('Day').first.fill('2024-06-07')
    theirs.get_by_role('button', name='Correct it and confirm').click()
    assert 'recorded as confirmed' in theirs.inner_text('[role=status]')
    transfers = served.ask(f'/api/v1/records/transfers?from_id=surgeon&to_id={taught["id"]}', 'lead').json()['items']
    assert {(one['technique_id'], one['date'], one['evidence']) for one in transfers} >= {
        ('team-diagnostic', '2024-06-07', 'confirmed')}


def test_whoever_declines_is_not_named_any_more(signed_in, served):
    teacher = someone(served, 30)
    record(signed_in('alumnus'), technique='facilitation', day='2024-07-08', teacher=teacher['id'])
    theirs = signed_in('alumnus', teacher['id'])
    theirs.goto('/me')
    theirs.get_by_role('button', name='No, or do not name me').click()
    assert 'not named in it any more' in theirs.inner_text('[role=status]')
    made = [one for one in uses(served, person_id='surgeon', technique_id='facilitation') if one['start'] == '2024-07-08']
    assert len(made) == 1 and 'learned_from' not in made[0] and made[0]['evidence'] == 'reported'


def test_a_team_is_helped_by_the_keyboard_alone(signed_in, served):
    page = signed_in('alumnus')
    page.goto('/me')
    page.focus('#technique')
    page.keyboard.type('Coaching')
    page.focus('#team')
    page.keyboard.type('Surgical team 1, Alderacre')
    page.keyboard.press('Enter')
    page.wait_for_selector('[role=status]')
    made = served.ask('/api/v1/records/engagements?person_id=surgeon&team_id=t0001', 'lead').json()['items']
    assert [(one['techniques'], one['evidence']) for one in made] == [('coaching', 'reported')]


def test_a_name_that_is_nobodys_is_said_and_nothing_is_lost(signed_in):
    page = signed_in('alumnus')
    page.goto('/me')
    page.select_option('#technique', 'coaching')
    page.fill('#teacher', 'Nobody of this name')
    page.get_by_role('button', name='Record it').click()
    assert "there is no 'Nobody of this name'" in page.inner_text('[role=alert]')
    assert page.input_value('#teacher') == 'Nobody of this name'


def test_what_one_agrees_to_holds_at_once(signed_in, served):
    person = someone(served, 40)['id']
    page = signed_in('alumnus', person)
    page.goto('/me')
    page.get_by_role('button', name='Stop – Be found as a peer').click()
    assert 'Be found as a peer: No' in page.inner_text('main')
    assert served.ask(f'/api/v1/people/{person}', 'lead').json()['listed'] == 'no'
    page.get_by_role('button', name='Agree – Be found as a peer').click()
    assert served.ask(f'/api/v1/people/{person}', 'lead').json()['listed'] == 'yes'
    page.fill('#capacity', '7')
    page.get_by_role('button', name='Save').click()
    assert served.ask(f'/api/v1/people/{person}', 'lead').json()['capacity'] == '7'


def test_what_is_held_is_said_in_plain_words(signed_in):
    page = signed_in('alumnus')
    page.goto('/me')
    for summary in page.locator('#held summary').all():
        summary.click()
    text = page.inner_text('#held')
    assert 'Name: Rowan Tresilver' in text and 'You supported' in text and 'from 4 July 2022' in text
    assert 'person_id' not in text and 'Optional' not in text
