// Who is logged in, and for whom: what the pages make of a session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, launch, open, refusedBy } from './browser.mjs';
import * as answers from './fixture_answers.mjs';
import { startFixture } from './fixture_server.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function visit(path, state = {}) {
  const fixture = await startFixture();
  Object.assign(fixture.state, state);
  const { page, errors, close } = await open(browser, {}, refusedBy(fixture));
  await page.goto(fixture.url + path);
  await awake(page);
  const leave = async () => {
    await close();
    fixture.close();
  };
  return { page, fixture, errors, leave };
}

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
