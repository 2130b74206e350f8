"""Access: an admin lets somebody in, takes it back, and sees that the audit holds."""


def test_a_link_signs_in_once_and_is_taken_back(signed_in):
    page = signed_in('admin')
    page.goto('/access')
    page.fill('#name', 'A new researcher')
    page.select_option('#role', 'researcher')
    page.get_by_role('button', name='Make it').click()
    link = page.input_value('#secret')
    assert '/sign-in#' in link
    newcomer = signed_in()
    newcomer.goto(link)
    newcomer.wait_for_url('**/take')
    assert 'A new researcher' in newcomer.inner_text('header')
    late = signed_in()
    late.goto(link)
    late.wait_for_selector('#why:not([hidden])')
    assert 'used already' in late.inner_text('#why')
    page.goto('/access')
    page.locator('tr', has_text='A new researcher').get_by_role('button').click()
    assert 'good no longer' in page.inner_text('[role=status]')
    newcomer.goto('/take')
    assert newcomer.url.endswith('/sign-in')


def test_the_audit_is_shown_to_hold(signed_in):
    page = signed_in('admin')
    page.goto('/access')
    assert 'The audit holds' in page.inner_text('main')
    assert page.locator('table').nth(1).locator('tbody tr').count() > 3


def test_an_alumnus_needs_an_id(signed_in):
    page = signed_in('admin')
    page.goto('/access')
    page.fill('#name', 'Somebody')
    page.select_option('#role', 'alumnus')
    page.get_by_role('button', name='Make it').click()
    assert 'write their id' in page.inner_text('[role=alert]')
    assert page.input_value('#name') == 'Somebody'
