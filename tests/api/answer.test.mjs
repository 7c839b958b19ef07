// What the contract test would see if the gateway and its description parted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertDescribed } from './answer.mjs';
import { Description } from './description.mjs';
import { requestFor } from './request.mjs';

const word = {
  type: 'object',
  required: ['word'],
  properties: {
    word: { type: 'string' },
    count: { type: 'string', format: 'int64' },
  },
};

const json = (schema) => ({ 'application/json': { schema } });

const description = new Description({
  paths: {
    '/v1/words/{word}': {
      post: {
        operationId: 'Say',
        parameters: [
          {
            name: 'word',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        requestBody: { content: json({ $ref: '#/components/schemas/Word' }) },
        responses: {
          200: { content: json({ $ref: '#/components/schemas/Word' }) },
          '4XX': { $ref: '#/components/responses/Problem' },
        },
        security: [],
      },
    },
  },
  components: {
    responses: {
      Problem: { content: { 'application/problem+json': { schema: word } } },
    },
    schemas: { Word: word },
  },
});

const answered = (status, type, body) => () =>
  assertDescribed(description, 'Say', {
    status,
    type,
    body: Buffer.from(JSON.stringify(body)),
  });

const asked = (example) => () => requestFor(description, 'Say', example);

test('an answer as described is taken', () => {
  answered(200, 'application/json', { word: 'a', count: '-9' })();
  answered(404, 'application/problem+json', { word: 'a' })();
});

test('an answer with another status is found', () => {
  assert.throws(answered(201, 'application/json', { word: 'a' }), /status/);
  assert.throws(answered(503, 'application/problem+json', {}), /status/);
});

test('an answer of another type is found', () => {
  assert.throws(answered(200, 'application/pdf', {}), /content type/);
  assert.throws(answered(404, 'application/json', {}), /content type/);
});

test('an answer with other fields is found', () => {
  const ok = (body) => answered(200, 'application/json', body);
  assert.throws(ok({}), /required property 'word'/);
  assert.throws(ok({ word: 1 }), /must be string/);
  assert.throws(ok({ word: 'a', more: 1 }), /additional properties/);
  assert.throws(ok({ word: 'a', count: 9 }), /must be string/);
  assert.throws(ok({ word: 'a', count: '9.5' }), /int64/);
  assert.throws(answered(404, 'application/problem+json', {}), /required/);
});

test('an example that the description refuses is found', () => {
  const path = { word: 'a' };
  const request = asked({ path, body: { word: 'a' } })();
  assert.equal(request.target, '/v1/words/a');
  assert.throws(asked({ path, body: {} }), /required property/);
  assert.throws(asked({ path: { other: 'a' }, body: { word: 'a' } }), /other/);
  assert.throws(asked({ path, query: { a: 1 }, body: { word: 'a' } }), /query/);
  assert.throws(asked({ path, token: 't', body: { word: 'a' } }), /token/);
});

test('what is not described cannot be called', () => {
  assert.throws(() => description.operation('Sing'), /Sing/);
});
