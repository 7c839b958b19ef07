// Logs a demo user in as a browser does: from the gateway to the identity
// provider and back, with the cookies that each of them sets.
import { Client } from './client.mjs';

class Browser {
  #origins = new Map();

  // Where the answer sends it.
  async go(url, form) {
    const { origin, pathname, search } = new URL(url);
    const cookies = this.cookiesOf(origin);
    const { headers } = await new Client(origin).send({
      method: form ? 'POST' : 'GET',
      target: pathname + search,
      headers: {
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form?.toString(),
    });
    for (const cookie of headers['set-cookie'] ?? []) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    if (!headers.location) throw new Error(`${url} leads nowhere`);
    return new URL(headers.location, url).href;
  }

  cookiesOf(origin) {
    if (!this.#origins.has(origin)) this.#origins.set(origin, new Map());
    return this.#origins.get(origin);
  }
}

// The gateway's cookies, by name.
export async function cookiesOf(installation, user) {
  const browser = new Browser();
  let next = `${installation.url}/login?return=/apply`;
  while (next !== `${installation.url}/apply`) {
    const asks = new URL(next).pathname.startsWith('/log-in/');
    const form = asks ? new URLSearchParams({ user }) : undefined;
    next = await browser.go(next, form);
  }
  return browser.cookiesOf(installation.url);
}
