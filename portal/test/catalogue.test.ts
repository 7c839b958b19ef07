// The catalogue of the pages is that of the protos and of the services.
import { readFileSync } from 'node:fs';
import { Area, Scenario } from 'virtual:catalogue';
import { expect, test } from 'vitest';
import { readEnum } from '../catalogue_plugin';
import { AREA_GROUPS } from '../src/apply/area_groups';

const names = readFileSync(
  new URL('../../libs/record/catalogue.cc', import.meta.url),
  'utf8',
);

test('there are 50 areas and 9 scenarios, in their order', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
  expect(Area.map((a) => a.number)).toEqual(upTo(50));
  expect(Scenario.map((s) => s.number)).toEqual(upTo(9));
});

test('their names are those that the services print', () => {
  for (const name of ['Area', 'Scenario', 'PenaltyKind'])
    for (const { value, zh } of readEnum(name)) {
      const line = new RegExp(`v1::${value},\\s*"([^"]*)"`).exec(names);
      expect(zh).toBe(line?.[1]);
    }
});

test('each area stands in one group', () => {
  const grouped = AREA_GROUPS.flatMap((group) => group.areas);
  expect(grouped.sort((a, b) => a - b)).toEqual(Area.map((a) => a.number));
});
