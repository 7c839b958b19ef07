// A gateway in miniature for developing the pages and for the states that a
// real installation cannot be brought into at will: serves portal/dist as the
// gateway does, and answers calls by what `state` says.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import * as answers from './fixture_answers.mjs';

const dist = new URL('../../portal/dist/', import.meta.url);

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self)',
  'cross-origin-opener-policy': 'same-origin',
};

function fileOf(path) {
  if (path.endsWith('/')) return `${path.slice(1)}index.html`;
  if (/^\/v\/./i.test(path)) return 'verify.html';
  return extname(path) ? path.slice(1) : `${path.slice(1)}.html`;
}

async function page(path) {
  const file = fileOf(path);
  const body = await readFile(new URL(file, dist));
  return { status: 200, type: TYPES[extname(file)], body };
}

async function withoutScript(number) {
  const { body } = await page('/verdict');
  const filled = Object.entries({ number, ...answers.filled }).reduce(
    (html, [name, value]) => html.replaceAll(`{{${name}}}`, value),
    body.toString(),
  );
  return { status: 200, type: TYPES['.html'], body: filled };
}

function json(status, value) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return { status, type, body: JSON.stringify(value) };
}

function problem(status, reason, detail = '') {
  return json(status, {
    type: `urn:creditproof:${reason}`,
    title: reason,
    status,
    reason,
    detail,
  });
}

// Where the fixture awaits a token of an app, who brings it is logged in.
function sessionOf(state, { headers }) {
  const { appToken, session } = state;
  const comes = !appToken || headers.authorization === `Bearer ${appToken}`;
  return comes ? session : { loggedIn: false };
}

// [method, path, answer(state, request)], the first that fits.
const ROUTES = [
  ['GET', /^\/v1\/session$/, (s, request) => json(200, sessionOf(s, request))],
  ['GET', /^\/v1\/keys$/, (s) => json(200, { keys: s.keys })],
  ['POST', /\/reports:preview$/, (s) => json(200, s.preview)],
  ['POST', /\/subjects\/[^/]+\/reports$/, (s) => json(200, s.issue)],
  ['GET', /\/subjects\/[^/]+\/reports$/, (s) => json(200, s.reports)],
  ['POST', /:check$/, (s) => json(200, { verdict: s.verdict })],
  ['POST', /\/objections$/, () => json(200, answers.objections.objections[0])],
  ['GET', /\/objections$/, () => json(200, answers.objections)],
  ['POST', /\/appeals$/, () => json(200, {})],
  ['POST', /:revoke$/, () => json(200, {})],
  ['POST', /\/grants$/, () => json(200, answers.newGrant)],
  ['GET', /\/grants$/, () => json(200, answers.grants)],
  ['GET', /\/auditEntries$/, () => json(200, answers.trail)],
  ['GET', /\/presentations$/, () => json(200, answers.presentations)],
  [
    'GET',
    /:download$/,
    () => ({ status: 200, type: 'application/pdf', body: answers.pdf }),
  ],
  ['POST', /\/v1\/reports:verify(Upload)?$/, (s) => json(200, s.verify)],
  ['POST', /^\/logout$/, () => json(200, {})],
  ['GET', /^\/config.json$/, (s) => json(200, s.config)],
];

const ALWAYS = ['/v1/session', '/v1/keys', '/config.json'];

// An error that is answered on purpose.
function refusalOf(state, request, path) {
  if (ALWAYS.includes(path)) return undefined;
  if (state.problem) return state.problem;
  const known = sessionOf(state, request).loggedIn;
  return known || path.endsWith('/logout') || /:verify(Upload)?$/.test(path)
    ? undefined
    : [401, 'NOT_LOGGED_IN'];
}

async function answer(fixture, request, url) {
  const { state } = fixture;
  const call = ROUTES.find(
    ([method, path]) => method === request.method && path.test(url.pathname),
  );
  if (!call) {
    if (url.pathname === '/verify/number')
      return withoutScript(url.searchParams.get('number'));
    if (!state.broken?.test(url.pathname)) return page(url.pathname);
    fixture.refused.add(url.pathname);
    return problem(503, 'BACK_END_DOWN');
  }
  if (request.method === 'POST') await state.delay;
  const refusal = refusalOf(state, request, url.pathname);
  if (refusal) fixture.refused.add(url.pathname);
  return refusal ? problem(...refusal) : call[2](state, request);
}

export async function startFixture() {
  const fixture = { state: { ...answers.start }, refused: new Set() };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://fixture');
    for await (const _ of request); // bodies are not looked at
    const { status, type, body } = await answer(fixture, request, url).catch(
      () => problem(404, 'NOT_FOUND'),
    );
    const policy = SECURITY['content-security-policy'].replace(
      "frame-ancestors 'none'",
      `frame-ancestors ${fixture.state.frameAncestors}`,
    );
    response
      .writeHead(status, {
        ...SECURITY,
        'content-security-policy': policy,
        'content-type': type,
      })
      .end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  fixture.url = `http://127.0.0.1:${server.address().port}`;
  fixture.close = () => server.closeAllConnections() ?? server.close();
  return fixture;
}

// `node fixture_server.mjs` serves until it is stopped.
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { url } = await startFixture();
  console.log(url);
}
