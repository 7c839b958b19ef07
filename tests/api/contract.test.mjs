// The gateway does what its description says: every operation that a running
// one describes is called, on real services, with a real provider's tokens, and
// every answer is held to the description.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CLEAN, Installation } from '../portal/installation.mjs';
import { assertDescribed, assertProblem } from './answer.mjs';
import { Client } from './client.mjs';
import { Description } from './description.mjs';
import { examples } from './examples.mjs';
import { cookiesOf } from './log_in.mjs';
import { refusals } from './refusals.mjs';
import { requestFor } from './request.mjs';
import { makeWorld } from './world.mjs';

const installation = new Installation();
let description;
let world;

before(async () => {
  await installation.start();
  const { status, body } = await new Client(installation.url).send({
    method: 'GET',
    target: '/openapi.json',
  });
  assert.equal(status, 200);
  description = new Description(JSON.parse(body));
  world = await makeWorld(installation);
});
after(() => installation.stop());

const shown = (value, path) =>
  path.split('.').reduce((part, name) => part?.[name], value);

test('every operation that is described is called, and no other', () => {
  const uncalled = description.ids.filter((id) => !(id in examples));
  assert.deepEqual(uncalled, [], `no example of ${uncalled}`);
  for (const id of Object.keys(examples)) description.operation(id);
});

for (const [id, { good, bad }] of Object.entries(examples)) {
  test(`${id} answers as described`, async () => {
    const client = new Client(installation.url);
    for (const [says, example] of Object.entries(good)) {
      const { shows, ...call } = example(world);
      const answer = await client.send(requestFor(description, id, call));
      const value = assertDescribed(description, id, answer);
      assert.equal(answer.status, 200, `${says}: ${answer.body}`);
      for (const path of shows)
        assert.ok(shown(value, path) !== undefined, `${says} shows ${path}`);
    }
  });

  test(`${id} refuses as described`, async () => {
    const client = new Client(installation.url);
    for (const [says, example] of Object.entries(bad)) {
      const { status, reason, ...call } = example(world);
      const answer = await client.send(requestFor(description, id, call));
      assertProblem(description, id, answer, { status, reason }, says);
    }
  });

  test(`${id} refuses what its description refuses`, async () => {
    const client = new Client(installation.url);
    const [first] = Object.values(good);
    const request = requestFor(description, id, first(world));
    for (const refusal of refusals(description, id, request)) {
      const { says, status, reason } = refusal;
      const answer = await client.send(refusal.request);
      assertProblem(description, id, answer, { status, reason }, says);
    }
  });
}

test('a report comes as the file that was issued', async () => {
  const id = 'ReportService.ReadReportFile';
  const [call] = Object.values(examples[id].good);
  const request = requestFor(description, id, call(world));
  const { body } = await new Client(installation.url).send(request);
  assert.deepEqual(body, world.pdf);
});

test('a browser that logged in asks as described, too', async () => {
  const cookies = await cookiesOf(installation, CLEAN);
  for (const id of ['ReportService.ListReports', 'GrantService.CreateGrant']) {
    const [example] = Object.values(examples[id].good);
    const { token, ...call } = example(world);
    const request = requestFor(description, id, { ...call, cookies });
    const answer = await new Client(installation.url).send(request);
    assertDescribed(description, id, answer);
    assert.equal(answer.status, 200, `${id}: ${answer.body}`);
  }
});

test('a browser that another site sends is refused', async () => {
  const cookies = await cookiesOf(installation, CLEAN);
  const id = 'GrantService.CreateGrant';
  const [example] = Object.values(examples[id].good);
  const { token, ...call } = example(world);
  const request = requestFor(description, id, { ...call, cookies });
  delete request.headers['x-creditproof'];
  const answer = await new Client(installation.url).send(request);
  const refused = { status: 403, reason: 'FORBIDDEN_ORIGIN' };
  assertProblem(description, id, answer, refused, 'without the field');
});
