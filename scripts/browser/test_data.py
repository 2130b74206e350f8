"""Data, Plan, Take it away: a programme lead takes in, looks, takes back, plans and exports."""
import os

import pytest

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def look(page, source, files):
    page.goto('/data')
    page.fill('#source', source)
    page.set_input_files('#files', files)
    page.get_by_role('button', name='See what would change').click()


def csv(name, text):
    return {'name': name, 'mimeType': 'text/csv', 'buffer': text.encode()}


def test_an_import_is_looked_at_taken_in_and_undone(signed_in, served):
    page = signed_in('lead')
    look(page, 'new-people', [csv('people.csv', 'id,name\nnew1,Newly Come\n')])
    page.wait_for_selector('#preview table')
    assert page.locator('#preview tbody tr').all_inner_texts()[0].split() == ['people', '1', '0', '0', '0', '0']
    assert served.ask('/api/v1/people/new1', 'lead').status == 404
    page.get_by_role('button', name='Take it in').click()
    page.wait_for_url('**/data?done=imported')
    assert served.ask('/api/v1/people/new1', 'lead').status == 200
    first = page.locator('tr', has_text='new-people').first
    first.get_by_role('button').click()
    page.wait_for_url('**/data?done=undone')
    assert served.ask('/api/v1/people/new1', 'lead').status == 404


def test_problems_of_files_are_located(signed_in):
    page = signed_in('lead')
    look(page, 'bad', [csv('people.csv', 'id,name\na,A\na,B\n')])
    page.wait_for_selector('#preview [role=alert]')
    assert 'people.csv:3' in page.inner_text('#preview')


def test_a_part_names_those_who_are_recorded(signed_in, served):
    page = signed_in('lead')
    ties = [csv('ties.csv', 'from_id,to_id,kind\nsurgeon,newer1,advice\n'), csv('people.csv', 'id,name\nnewer1,Newer Yet\n')]
    look(page, 'this-term', ties)
    page.wait_for_selector('#preview [role=alert]')
    assert "'surgeon' is not in people.csv" in page.inner_text('#preview')
    page.get_by_label('These files are a part').check()
    page.get_by_role('button', name='See what would change').click()
    page.wait_for_selector('#preview table')
    rows = [row.split() for row in page.locator('#preview tbody tr').all_inner_texts()]
    assert rows == [['people', '1', '0', '0', '0', '0'], ['ties', '1', '0', '0', '0', '0']]
    page.get_by_role('button', name='Take it in').click()
    page.wait_for_url('**/data?done=imported')
    assert served.ask('/api/v1/people/surgeon', 'lead').status == 200
    page.locator('tr', has_text='this-term').first.get_by_role('button').click()
    page.wait_for_url('**/data?done=undone')


def test_nothing_new_is_said(signed_in):
    page = signed_in('lead')
    folder = os.path.join(root, 'graphs', 'south-west')
    files = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name != 'truth.json']
    look(page, 'south-west', files)
    page.wait_for_selector('#preview .done, #preview table, #preview [role=alert]')
    # People have recorded things of their own meanwhile, of which this source says nothing.
    assert 'nothing would change' in page.inner_text('#preview')


def test_quality_comes_in_place(signed_in):
    page = signed_in('lead')
    page.goto('/data')
    page.get_by_role('link', name='Work it out').click()
    page.wait_for_selector('#quality table')
    assert 'alumni with a record of their own' in page.inner_text('#quality').lower()
    assert page.locator('#quality tbody tr').count() > 10


def test_whoever_asks_is_erased(signed_in, served):
    person = [one for one in served.ask('/api/v1/people?limit=1000', 'lead').json()['items'] if one['id'] != 'surgeon'][60]
    theirs = signed_in('alumnus', person['id'])
    theirs.goto('/me')
    theirs.get_by_label('I am sure').check()
    theirs.get_by_role('button', name='Ask to be erased').click()
    assert 'was noted' in theirs.inner_text('[role=status]')
    page = signed_in('lead')
    page.goto('/data')
    assert person['name'] in page.inner_text('main')
    page.get_by_label('I am sure: this cannot be undone').check()
    page.get_by_role('button', name=f'Erase {person["name"]}').click()
    page.wait_for_url('**/data?done=erased')
    assert served.ask(f'/api/v1/people/{person["id"]}', 'lead').status == 404
    assert person['name'] not in page.inner_text('main')
    theirs.goto('/me')
    assert theirs.url.endswith('/sign-in')


def test_a_plan_is_set_against_others_and_keeps_its_quota(signed_in, served):
    page = signed_in('lead')
    page.goto('/plan')
    page.fill('#choose', '5')
    page.fill('#fromArea', '1')
    page.fill('#purpose', 'a test of planning')
    page.get_by_role('button', name='Plan', exact=True).click()
    page.wait_for_selector('#planned table')
    areas = page.locator('#planned section:nth-of-type(2) tbody td:nth-of-type(3)').all_inner_texts()
    assert len(areas) == 5 and len(set(areas)) == 5
    assert 'people drawn at random' in page.inner_text('#planned')
    entries = served.ask('/api/v1/audit', 'admin').json()['entries']
    assert any(one['purpose'] == 'a test of planning' and one['action'] == 'read plan' for one in entries)


def test_a_plan_without_a_purpose_is_not_made(signed_in):
    page = signed_in('lead')
    page.goto('/plan?choose=5')
    assert 'say what for' in page.inner_text('[role=alert]')
    assert page.locator('#planned table').count() == 0


def test_an_export_says_what_it_leaves_out_and_comes(signed_in):
    page = signed_in('lead')
    page.goto('/take')
    page.select_option('#to', 'gexf')
    page.fill('#purpose', 'a test of exports')
    page.get_by_role('button', name='See what it leaves out').click()
    page.wait_for_selector('#looked h2')
    assert 'e-mail address' in page.inner_text('#looked')
    # The lines are for the reader's own machine, and say nothing of the service's.
    assert 'networkx.read_gexf("ripple.gexf"' in page.inner_text('#looked')
    assert '/ripple.gexf' not in page.inner_text('#looked') and '--with' not in page.inner_text('#looked')
    with page.expect_download() as coming:
        page.get_by_role('button', name='Download').click()
    with open(coming.value.path(), encoding='utf-8') as file:
        assert '<gexf' in file.read(5000)
    assert coming.value.suggested_filename == 'ripple.gexf'
