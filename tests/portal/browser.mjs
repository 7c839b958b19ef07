// The browser that the tests drive, and what holds on every page: no console
// error, no violation that axe finds.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const portal = createRequire(
  new URL('../../portal/package.json', import.meta.url),
);
const { chromium } = portal('playwright-core');
const axe = readFileSync(portal.resolve('axe-core/axe.min.js'), 'utf8');

export const shots = new URL('../../build/portal-shots/', import.meta.url)
  .pathname;
mkdirSync(shots, { recursive: true });

export function launch(args = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...args],
  });
}

// What a fixture answered with an error on purpose.
export const refusedBy = (fixture) => (url) =>
  fixture.refused.has(new URL(url).pathname);

const never = () => false;

// A page of its own context, with the errors that its console shows. That an
// address failed to load is one, unless it is among the `expected`.
export async function open(browser, options = {}, expected = never) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    if (/^Failed to load/.test(message.text()) && expected(url)) return;
    errors.push(`${message.text()} ${url}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors, close: () => context.close() };
}

// The protocol evaluates past the page's policy, which axe as a script would
// break.
export async function violations(page) {
  if (await page.evaluate(() => !globalThis.axe)) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`,
  );
}

export async function assertFits(page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(overflow <= 0, `wider than the window by ${overflow} px`);
}

export async function assertFine(page, errors) {
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(errors, []);
  await assertFits(page);
}

export const awake = (page) =>
  page.locator('#app[data-awake]').waitFor({ state: 'attached' });
