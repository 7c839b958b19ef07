// Who is logged in, and for whom: what the pages make of a session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import * as answers from './fixture_answers.mjs';
import { visit as visitIn } from './visit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const visit = (...args) => visitIn(browser, ...args);

test('who acts by delegation only acts for the business', async () => {
  const delegatedCreditCodes = [answers.subject];
  const session = { loggedIn: true, creditCode: '', delegatedCreditCodes };
  const { page, errors, leave } = await visit('/reports', { session });
  await page.getByRole('heading', { name: '办过的报告' }).waitFor();
  assert.equal(await page.locator('.lead').textContent(), answers.subject);
  assert.equal(await page.getByLabel('为哪一家办理').count(), 0);
  assert.deepEqual(errors, []);
  await leave();
});

test('who may act for nobody is told what to do', async () => {
  const session = { loggedIn: true, creditCode: '' };
  const { page, leave } = await visit('/reports', { session });
  await page.getByText('请让企业先授权给您').waitFor();
  await leave();
});

test('a log-in that failed is told of once, and tried again from here', async () => {
  const { page, fixture, errors, leave } = await visit(
    `/apply?subject=${answers.subject}&login=failed#areas`,
    { session: { loggedIn: false } },
  );
  await page.getByRole('heading', { name: '没有登录成功' }).waitFor();
  const kept = `/apply?subject=${answers.subject}`;
  assert.equal(page.url(), `${fixture.url}${kept}#areas`);
  const again = `/login?return=${encodeURIComponent(kept)}`;
  const doors = page.locator('a[href^="/login"]');
  assert.equal(await doors.count(), 3);
  for (const door of await doors.all())
    assert.equal(await door.getAttribute('href'), again);
  await page.reload();
  await page.getByRole('heading', { name: '先登录' }).waitFor();
  assert.equal(await page.getByText('没有登录成功').count(), 0);
  assert.deepEqual(errors, []);
  await leave();
});

test('a log-out that failed does not look like one', async () => {
  const { page, fixture, leave } = await visit('/en/apply', {
    problem: [503, 'BACK_END_DOWN'],
  });
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'still be logged in' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/en/apply');
  fixture.state.problem = undefined;
  const asked = page.waitForRequest(/\/logout$/);
  await page.getByRole('button', { name: 'Log out again' }).click();
  assert.equal((await (await asked).allHeaders())['x-creditproof'], '1');
  await page.waitForURL(`${fixture.url}/en/`);
  await leave();
});
