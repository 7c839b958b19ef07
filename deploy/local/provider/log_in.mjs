// Logs a demo user in as the portal does, and prints the access token: for
// tests, and for trying calls by hand.
// Usage: node log_in.mjs CONFIG USER     (CONFIG: see main.mjs)
import crypto from 'node:crypto';
import fs from 'node:fs';

const { issuer, redirect_uris: [redirectUri] } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const user = process.argv[3];
const cookies = new Map();

const go = async (url, options = {}) => {
  const response = await fetch(new URL(url, issuer), {
    redirect: 'manual',
    ...options,
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
    cookies.set(name, value);
  }
  if (response.status >= 400) throw new Error(`${url}: ${await response.text()}`);
  return response.headers.get('location');
};

const verifier = crypto.randomBytes(32).toString('base64url');
let next = `/auth?${new URLSearchParams({
  client_id: 'creditproof-portal',
  response_type: 'code',
  scope: 'openid reports',
  redirect_uri: redirectUri,
  code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
})}`;
while (!next.startsWith(redirectUri)) {
  const form = { method: 'POST', body: new URLSearchParams({ user }) };
  next = await go(next, next.includes('/log-in/') ? form : {});
}

const answer = await fetch(new URL('/token', issuer), {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'creditproof-portal',
    code: new URL(next).searchParams.get('code'),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }),
});
if (!answer.ok) throw new Error(await answer.text());
console.log((await answer.json()).access_token);
