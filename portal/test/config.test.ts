// The receivers that the pages offer are those that report-rendering knows.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from '../public/config.json';

const services = readFileSync(
  new URL('../../deploy/config/report-rendering.textproto', import.meta.url),
  'utf8',
);

test('config.json names the receivers of deploy/config', () => {
  const known = services.matchAll(
    /receivers \{\s*receiver_id: "(.*?)"\s*display_name: "(.*?)"/g,
  );
  expect(config.receivers).toEqual(
    [...known].map(([, id, name]) => ({ id, name })),
  );
});
