// The gateway's description of itself (OpenAPI 3.1), and what fits it.
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const VERBS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

const pointer = (...parts) =>
  parts
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map((part) => `/${encodeURIComponent(part)}`)
    .join('');

// An object has the fields that are described and no other, so that what is
// answered and never described is seen.
function close(part) {
  if (part === null || typeof part !== 'object') return;
  if (part.type === 'object') part.additionalProperties ??= false;
  Object.values(part).forEach(close);
}

function isBase64(expected, text) {
  return (
    expected !== 'base64' ||
    Buffer.from(text, 'base64').toString('base64') === text
  );
}

function isLong(text) {
  return (
    /^(0|-?[1-9]\d*)$/.test(text) &&
    BigInt.asIntN(64, BigInt(text)) === BigInt(text)
  );
}

export class Description {
  #document;
  #ajv = new Ajv({ allErrors: true });
  #operations = new Map();

  constructor(document) {
    this.#document = structuredClone(document);
    close(this.#document);
    addFormats(this.#ajv);
    this.#ajv.addFormat('int64', { type: 'string', validate: isLong });
    this.#ajv.addFormat('uint64', /^(0|[1-9]\d{0,19})$/);
    this.#ajv.addFormat('uint32', {
      type: 'number',
      validate: (number) => number >= 0 && number < 2 ** 32,
    });
    this.#ajv.removeKeyword('contentEncoding');
    this.#ajv.addKeyword({
      keyword: 'contentEncoding',
      type: 'string',
      validate: isBase64,
    });
    this.#ajv.addVocabulary(Object.keys(this.#document));
    this.#ajv.addSchema(this.#document, 'api');
    this.#readOperations();
  }

  #readOperations() {
    for (const [path, item] of Object.entries(this.#document.paths)) {
      for (const verb of VERBS.filter((verb) => verb in item)) {
        const { operationId: id, ...said } = item[verb];
        if (this.#operations.has(id)) throw new Error(`two are called ${id}`);
        const at = `#${pointer('paths', path, verb)}`;
        this.#operations.set(id, { id, at, path, verb, ...said });
      }
    }
  }

  get ids() {
    return [...this.#operations.keys()];
  }

  operation(id) {
    const operation = this.#operations.get(id);
    if (!operation) throw new Error(`no operation ${id} is described`);
    return operation;
  }

  // The security schemes of one way to say who asks.
  schemes(way) {
    const all = this.#document.components.securitySchemes;
    return Object.keys(way).map((name) => all[name]);
  }

  verbsOf(path) {
    return VERBS.filter((verb) => verb in this.#document.paths[path]);
  }

  // Why `value` does not fit the schema at `at`; empty when it does.
  faults(at, value) {
    const validate = this.#ajv.compile({ $ref: `api${at}` });
    if (validate(value)) return [];
    return validate.errors.map(
      ({ instancePath, message, params }) =>
        `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
    );
  }

  // What `part` says, or what it refers to; `at`, where that stands.
  follow(part, at) {
    if (!part.$ref) return { part, at };
    const steps = part.$ref.slice(2).split('/');
    const to = steps.reduce((here, step) => here[step], this.#document);
    return this.follow(to, part.$ref);
  }

  // How an answer with this status is described; nothing when it is not.
  response({ at, responses }, status) {
    const key = [`${status}`, `${`${status}`[0]}XX`, 'default'].find(
      (key) => key in responses,
    );
    if (!key) return undefined;
    const own = `${at}${pointer('responses', key)}`;
    const { part, at: where } = this.follow(responses[key], own);
    return { content: part.content ?? {}, at: where };
  }

  schemaOf(at, type) {
    return `${at}${pointer('content', type, 'schema')}`;
  }
}
