// A page of a fixture of its own, which knows `state`.
import { awake, open, refusedBy } from './browser.mjs';
import { startFixture } from './fixture_server.mjs';

export async function visit(browser, path, state = {}) {
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
