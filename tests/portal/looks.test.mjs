// Every page in every state, at two sizes, light and dark, on the fixture
// server: nothing for axe to find, no console error but what was refused on purpose, nothing wider than the
// window. Screenshots are left under build/portal-shots.
import { after, before, describe, test } from 'node:test';
import {
  assertFine,
  assertFits,
  awake,
  launch,
  open,
  refusedBy,
  shots,
} from './browser.mjs';
import { startFixture } from './fixture_server.mjs';
import { STATES } from './look_states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const SIZES = [
  [375, 800],
  [1280, 900],
];

async function eachLook(page, name, errors) {
  await page.setViewportSize({ width: 320, height: 640 });
  await assertFits(page);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.screenshot({
      path: `${shots}${name}-${width}.png`,
      fullPage: true,
    });
    await assertFine(page, errors);
    await page.emulateMedia({ colorScheme: 'dark' });
    await assertFine(page, errors);
  }
  await page.screenshot({ path: `${shots}${name}-dark.png`, fullPage: true });
}

async function look([name, path, state = {}, act]) {
  let release;
  const delay = new Promise((done) => (release = done));
  const fixture = await startFixture();
  Object.assign(fixture.state, state, state.delay ? { delay } : {});
  const { page, errors, close } = await open(browser, {}, refusedBy(fixture));
  try {
    await page.goto(fixture.url + path);
    if (name !== 'verdict') await awake(page);
    await act?.(page);
    await eachLook(page, name, errors);
  } finally {
    release();
    await close();
    fixture.close();
  }
}

const only = process.env.LOOK ?? '';
describe('nothing is wrong with the look of', { concurrency: 2 }, () => {
  for (const state of STATES)
    if (state[0].startsWith(only)) test(state[0], () => look(state));
});
