// Bodies that a schema refuses, made of one that it takes.

// A value that no field of this schema takes.
export function wrongFor(description, schema) {
  const { part } = description.follow(schema);
  if (part.format === 'date-time') return 'yesterday';
  if (part.enum) return 'NO_SUCH_VALUE';
  if (part.type === 'string') return ['text'];
  if (part.type === 'array') return { no: 'list' };
  return 'some';
}

function* without(required = [], body) {
  for (const name of required) {
    const { [name]: _, ...rest } = body;
    yield { says: `no ${name}`, body: rest, reason: 'INVALID_FIELD' };
  }
}

function* within(description, name, schema, body) {
  if (!(name in body)) return;
  for (const wrong of wrongBodies(description, schema, body[name]))
    yield {
      says: `${name} with ${wrong.says}`,
      body: { ...body, [name]: wrong.body },
      reason: wrong.reason,
    };
}

// Each required field left out, and each field with what it does not take; and
// so within each.
export function* wrongBodies(description, schema, body) {
  const { part } = description.follow(schema);
  if (part.type !== 'object') return;
  yield* without(part.required, body);
  for (const [name, field] of Object.entries(part.properties ?? {})) {
    const value = wrongFor(description, field);
    yield {
      says: `${name} that is ${JSON.stringify(value)}`,
      body: { ...body, [name]: value },
      reason: 'BAD_JSON',
    };
    yield* within(description, name, field, body);
  }
}
