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

before(async () => {
  browser = await launch();
  fixture = await startFixture();
  app = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(host(`${fixture.url}/reports`)),
  );
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
