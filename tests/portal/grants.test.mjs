// Codes for receivers: none is made or taken back twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { visit } from './visit.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a double click makes one grant and takes it back once', async () => {
  let answer;
  const { page, fixture, leave } = await visit(browser, '/apply');
  await page.getByText('政府投资类').first().click();
  await page.getByRole('button', { name: '查询并出具报告' }).click();
  await page.getByRole('button', { name: '给对方取件码' }).click();
  fixture.state.delay = new Promise((done) => (answer = done));
  let asked = 0;
  page.on('request', (request) => {
    const changes = /\/grants$|:revoke$/.test(request.url());
    if (changes && request.method() === 'POST') asked++;
  });
  await page.getByRole('button', { name: '生成取件码' }).dblclick();
  answer();
  await page.getByText('只显示这一次').waitFor();
  assert.equal(asked, 1);
  await page.goto(`${fixture.url}/reports`);
  fixture.state.delay = new Promise((done) => (answer = done));
  await page.getByRole('button', { name: '收回' }).dblclick();
  answer();
  await page.waitForResponse(/\/grants\?$/);
  assert.equal(asked, 2);
  await leave();
});
