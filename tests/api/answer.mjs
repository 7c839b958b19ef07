// Holds an answer to the description of its operation.
import assert from 'node:assert/strict';

// The answer's body: an object where it is JSON, else bytes.
export function assertDescribed(description, id, answer) {
  const operation = description.operation(id);
  const said = `${id} answers ${answer.status} ${answer.type}`;
  const response = description.response(operation, answer.status);
  assert.ok(response, `${said}: the status is not described`);
  const content = response.content[answer.type];
  assert.ok(content, `${said}: the content type is not described`);
  if (!content.schema) return answer.body;
  const value = JSON.parse(answer.body);
  const at = description.schemaOf(response.at, answer.type);
  const faults = description.faults(at, value).join('; ');
  assert.ok(!faults, `${said}: ${faults}: ${answer.body.subarray(0, 2000)}`);
  return value;
}

// A refusal that says so in itself: described, with the reason that is meant.
export function assertProblem(description, id, answer, expected, says) {
  const { status, reason } = expected;
  const problem = assertDescribed(description, id, answer);
  assert.equal(answer.type, 'application/problem+json', `${says} is refused`);
  assert.deepEqual(
    { status: answer.status, reason: problem.reason },
    expected,
    `${says}: ${problem.detail}`,
  );
  assert.equal(problem.status, status);
  assert.equal(problem.type, `urn:creditproof:${reason}`);
  return problem;
}
