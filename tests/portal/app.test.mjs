// Inside a phone app: the page asks for an access token, takes it from
// configured origins only, and sends it with each call.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { startFixture } from './fixture_server.mjs';

const TOKEN = 'token-of-the-app';

let browser;
let fixture;
let app;
let origin;

// The app: frames the page, and answers when it is ready.
const host = (page) => `<!doctype html><title>app</title>
<iframe id="frame" src="${page}" width="800" height="600"></iframe>
<script>
  addEventListener('message', (event) => {
    if (event.data.type !== 'creditproof:ready') return;
    document.getElementById('frame').contentWindow.postMessage(
      { type: 'creditproof:token', accessToken: '${TOKEN}' }, event.origin);
  });
  // Also unasked, as somebody would who is not asked.
  setInterval(() => document.getElementById('frame').contentWindow.postMessage(
    { type: 'creditproof:token', accessToken: '${TOKEN}' }, '*'), 100);
</script>`;

// One that hands over a token when the test does, and keeps what it is told.
const byHand = (page) => `<!doctype html><title>app</title>
<iframe id="frame" src="${page}" width="800" height="600"></iframe>
<script>
  const told = [];
  addEventListener('message', (event) => told.push(event.data.type));
  const hand = (accessToken) =>
    document.getElementById('frame').contentWindow.postMessage(
      { type: 'creditproof:token', accessToken }, '*');
</script>`;

before(async () => {
  browser = await launch();
  fixture = await startFixture();
  app = createServer(({ url }, response) => {
    const page = url === '/' ? host('/reports') : byHand(url);
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(page.replace('src="', `src="${fixture.url}`));
  });
  await new Promise((ready) => app.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${app.address().port}`;
  Object.assign(fixture.state, { appToken: TOKEN, frameAncestors: origin });
});
after(async () => {
  await browser.close();
  fixture.close();
  app.closeAllConnections();
  app.close();
});

test('an app of a configured origin logs its user in', async () => {
  fixture.state.config.appOrigins = [origin];
  const { page, close } = await open(browser);
  const asked = page.waitForRequest(/auditEntries/);
  await page.goto(origin);
  const frame = page.frameLocator('#frame');
  await frame.getByRole('heading', { name: '办过的报告' }).waitFor();
  const { authorization, cookie } = await (await asked).allHeaders();
  assert.equal(authorization, `Bearer ${TOKEN}`);
  assert.equal(cookie, undefined);
  await close();
});

test('a token from anywhere else is not taken', async () => {
  fixture.state.config.appOrigins = ['https://app.example'];
  const { page, close } = await open(browser);
  await page.goto(origin);
  const frame = page.frameLocator('#frame');
  await frame.getByRole('heading', { name: '请在应用里登录' }).waitFor();
  await close();
});

// The page at `path` in the app, once it is ready for `token`.
async function inHand(path, token) {
  fixture.state.config.appOrigins = [origin];
  fixture.state.appToken = token;
  const { page, close } = await open(browser);
  await page
    .context()
    .addCookies([
      { name: 'creditproof', value: 'of-somebody-else', url: fixture.url },
    ]);
  await page.goto(origin + path);
  await toldOf(page, 'creditproof:ready');
  await page.evaluate((t) => hand(t), token);
  return { page, frame: page.frameLocator('#frame'), close };
}

const toldOf = (page, type) =>
  page.waitForFunction((expected) => told.includes(expected), type);

test('a fresh token is enough to go on, without the cookie between', async () => {
  const { page, frame, close } = await inHand('/reports', 'first');
  await frame.getByText('项目申报审核').first().waitFor();
  fixture.state.appToken = 'second';
  await frame.getByRole('button', { name: '被核验过' }).click();
  await toldOf(page, 'creditproof:expired');
  await frame.getByRole('heading', { name: '登录过期了' }).waitFor();
  const retried = page.waitForRequest(/presentations$/);
  await frame.getByRole('button', { name: '再试一次' }).click();
  const { authorization, cookie } = await (await retried).allHeaders();
  assert.deepEqual([authorization, cookie], [undefined, undefined]);
  await frame.getByRole('heading', { name: '登录过期了' }).waitFor();
  await page.evaluate(() => hand('second'));
  await frame.getByText('一共被核验 3 次').waitFor();
  await close();
});

test('what was filled in is sent again after a fresh token', async () => {
  const { page, frame, close } = await inHand('/apply', 'first');
  await frame.getByText('政府投资类').first().click();
  fixture.state.appToken = 'second';
  await frame.getByRole('button', { name: '查询并出具报告' }).click();
  await toldOf(page, 'creditproof:expired');
  await page.evaluate(() => hand('second'));
  await frame.getByRole('button', { name: '再试一次' }).click();
  await frame.getByRole('heading', { name: '报告办好了' }).waitFor();
  await close();
});

test('a bad token after another is not asked with for ever', async () => {
  const { page, frame, close } = await inHand('/reports', 'first');
  await frame.getByText('项目申报审核').first().waitFor();
  // As by a service that does not take what the gateway takes.
  Object.assign(fixture.state, {
    appToken: undefined,
    problem: [401, 'NOT_LOGGED_IN'],
  });
  let asked = 0;
  page.on('request', (r) => (asked += /presentations$/.test(r.url()) ? 1 : 0));
  await page.evaluate(() => {
    globalThis.n = 0;
    addEventListener('message', () => hand(`bad-${n++}`));
  });
  await frame.getByRole('button', { name: '被核验过' }).click();
  await page.waitForFunction(() => n > 1);
  await frame.getByRole('button', { name: '再试一次' }).waitFor();
  assert.equal(asked, 2);
  fixture.state.problem = undefined;
  await close();
});

test('in an app there is no other log-in', async () => {
  const { page, frame, close } = await inHand('/reports', 'first');
  await frame.getByText('项目申报审核').first().waitFor();
  await page.reload();
  await frame.getByRole('heading', { name: '请在应用里登录' }).waitFor();
  assert.equal(await frame.getByRole('link', { name: '登录' }).count(), 0);
  await page.evaluate(() => told.splice(0));
  await frame.getByRole('button', { name: '再试一次' }).click();
  await toldOf(page, 'creditproof:ready');
  await close();
});
