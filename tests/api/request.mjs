// Makes a request of what an example gives, in the places that the description
// of its operation names.
import assert from 'node:assert/strict';
import { whoAsks } from './who_asks.mjs';

// The value that `given` has for each parameter of `place` that is described.
function* valuesOf(description, operation, place, given) {
  const described = operation.parameters ?? [];
  const here = described.filter((parameter) => parameter.in === place);
  const names = here.map(({ name }) => name);
  for (const name of Object.keys(given))
    assert.ok(names.includes(name), `${place} parameter ${name} is described`);
  for (const parameter of here) {
    const { name, required } = parameter;
    assert.ok(
      !required || name in given,
      `${place} parameter ${name} is given`,
    );
    if (!(name in given)) continue;
    const at = `${operation.at}/parameters/${described.indexOf(parameter)}`;
    const faults = description.faults(`${at}/schema`, given[name]).join('; ');
    assert.ok(!faults, `${place} parameter ${name}: ${faults}`);
    yield [name, given[name]];
  }
}

function targetOf(description, operation, { path = {}, query = {} }) {
  let target = operation.path;
  for (const [name, value] of valuesOf(description, operation, 'path', path))
    target = target.replace(`{${name}}`, encodeURIComponent(value));
  assert.doesNotMatch(target, /[{}]/, 'every part of the path is described');
  const pairs = new URLSearchParams();
  for (const [name, value] of valuesOf(description, operation, 'query', query))
    for (const one of [value].flat()) pairs.append(name, one);
  return pairs.size ? `${target}?${pairs}` : target;
}

function bodyOf(description, operation, { body, file }) {
  const content = operation.requestBody?.content;
  if (!content) {
    assert.ok(!body && !file, 'a body is described');
    return {};
  }
  const type = file ? file.type : 'application/json';
  assert.ok(type in content, `a body of ${type} is described`);
  if (file) return { type, bytes: file.bytes };
  const at = description.schemaOf(`${operation.at}/requestBody`, type);
  const faults = description.faults(at, body).join('; ');
  assert.ok(!faults, `${operation.id} refuses the body: ${faults}`);
  return { type, bytes: Buffer.from(JSON.stringify(body)) };
}

export function requestFor(description, id, example) {
  const operation = description.operation(id);
  const target = targetOf(description, operation, example);
  const { type, bytes } = bodyOf(description, operation, example);
  const headers = whoAsks(description, operation, example);
  if (type) headers['content-type'] = type;
  if (example.file?.unsized) headers['transfer-encoding'] = 'chunked';
  else if (bytes) headers['content-length'] = bytes.length;
  return { method: operation.verb.toUpperCase(), target, headers, body: bytes };
}
