// What the description refuses of a request that is fine, and the gateway must
// refuse too: made of the description, so that a new method needs no word here.
import assert from 'node:assert/strict';
import { needsToken } from './who_asks.mjs';
import { wrongBodies, wrongFor } from './wrong_bodies.mjs';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'];

function withoutToken(operation, request) {
  if (!needsToken(operation)) return [];
  const { authorization, ...headers } = request.headers;
  return [
    { says: 'no token', headers },
    {
      says: 'what is no token',
      headers: { ...headers, authorization: 'Bearer a.b.c' },
    },
  ].map(({ says, headers }) => ({
    says,
    request: { ...request, headers },
    status: 401,
    reason: 'NOT_LOGGED_IN',
  }));
}

function withAnotherMethod(description, operation, request) {
  const taken = description.verbsOf(operation.path);
  const method = METHODS.find((one) => !taken.includes(one.toLowerCase()));
  return {
    says: `the method ${method}`,
    request: { ...request, method },
    status: 405,
    reason: 'METHOD_NOT_ALLOWED',
  };
}

function withAnotherType(request) {
  return {
    says: 'a body of text/plain',
    request: {
      ...request,
      headers: { ...request.headers, 'content-type': 'text/plain' },
    },
    status: 415,
    reason: 'UNSUPPORTED_MEDIA_TYPE',
  };
}

function withWrongBody(
  description,
  operation,
  request,
  { says, body, reason },
) {
  const at = description.schemaOf(
    `${operation.at}/requestBody`,
    'application/json',
  );
  assert.notDeepEqual(description.faults(at, body), [], `${says} is refused`);
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { ...request.headers, 'content-length': bytes.length };
  return {
    says,
    request: { ...request, headers, body: bytes },
    status: 400,
    reason,
  };
}

function withWrongParameters(description, operation, request) {
  const [path] = request.target.split('?');
  const wrong = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => [name, wrongFor(description, schema)])
    .filter(([, value]) => typeof value === 'string')
    .map((pair) => pair.join('='));
  return ['noSuchParameter=1', ...wrong].map((parameter) => ({
    says: `the parameter ${parameter}`,
    request: { ...request, target: `${path}?${parameter}` },
    status: 400,
    reason: 'INVALID_FIELD',
  }));
}

export function* refusals(description, id, request) {
  const operation = description.operation(id);
  yield* withoutToken(operation, request);
  yield withAnotherMethod(description, operation, request);
  const json = operation.requestBody?.content['application/json'];
  if (json) {
    yield withAnotherType(request);
    const body = JSON.parse(request.body);
    for (const wrong of wrongBodies(description, json.schema, body))
      yield withWrongBody(description, operation, request, wrong);
  }
  // The gateway's own paths have none, and read none.
  if (operation.parameters)
    yield* withWrongParameters(description, operation, request);
}
