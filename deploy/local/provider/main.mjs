// An OpenID provider for demo and tests: real protocol, invented users, no
// passwords. For the loopback interface only. Keys are new with each start.
// Usage: node main.mjs CONFIG
//
// CONFIG is JSON: `issuer`, http://127.0.0.1:PORT, where it listens;
// `redirect_uris`, of the client creditproof-portal, which is public, with PKCE.
import fs from 'node:fs';
import http from 'node:http';
import Provider from 'oidc-provider';
import { configuration } from './configuration.mjs';
import { logInPage } from './page.mjs';
import { users } from './users.mjs';

const mostBytes = 1000;

const read = async (request) => {
  let body = '';
  for await (const piece of request) {
    body += piece;
    if (body.length > mostBytes) throw new Error('too long a form');
  }
  return new URLSearchParams(body);
};

const logIn = async (provider, request, response) => {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
    response.end(logInPage(request.url));
    return;
  }
  const accountId = (await read(request)).get('user');
  if (!users.has(accountId)) throw new Error('no such user');
  await provider.interactionFinished(request, response, { login: { accountId } });
};

const config = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const provider = new Provider(config.issuer, configuration(config.redirect_uris));
const serve = provider.callback();
const { hostname, port } = new URL(config.issuer);

http.createServer((request, response) => {
  if (!/^\/log-in\/[\w-]+$/.test(request.url)) {
    serve(request, response);
    return;
  }
  logIn(provider, request, response).catch((error) => {
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`登录未完成，请返回重试 (${error.message})\n`);
  });
}).listen(Number(port), hostname);
