// What the other tests rely on to see that something is missing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, refusedBy } from './browser.mjs';
import { startFixture } from './fixture_server.mjs';

let browser;
let fixture;
before(async () => {
  browser = await launch();
  fixture = await startFixture();
});
after(async () => {
  await browser.close();
  fixture.close();
});

// The errors after something of the fixture was fetched.
async function errorsAfter(path) {
  const { page, errors, close } = await open(browser, {}, refusedBy(fixture));
  await page.goto(fixture.url);
  const logged = page.waitForEvent('console');
  await page.evaluate((address) => void fetch(address), path);
  await logged;
  await close();
  return errors;
}

test('an asset that is missing is an error of the page', async () => {
  const [error] = await errorsAfter('/assets/missing.js');
  assert.match(error, /404.*\/assets\/missing\.js$/);
});

test('what is refused on purpose is none', async () => {
  fixture.state.problem = [503, 'BACK_END_DOWN'];
  assert.deepEqual(await errorsAfter('/v1/subjects/x/reports'), []);
});
