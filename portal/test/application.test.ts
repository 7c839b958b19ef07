// What the form asks for, as it is sent.
import { expect, test } from 'vitest';
import {
  newApplication,
  questionOf,
  requestOf,
} from '../src/apply/application';
import { check } from '../src/apply/checks';
import { sayTime, yearsBefore } from '../src/dates';

// Still the 22nd in London, the 23rd in China.
const now = new Date('2026-11-22T18:00:00Z');
const asked = { ...newApplication(now), scenario: 'SCENARIO_OTHER' };

test('what is all, or until today, is left to the platform', () => {
  expect(JSON.parse(JSON.stringify(requestOf(asked, now)))).toEqual({
    scenario: 'SCENARIO_OTHER',
  });
});

test('a choice is sent as it was made', () => {
  const some = { ...asked, areas: [27, 41], period: 'three' as const };
  expect(requestOf(some, now)).toMatchObject({
    areas: ['AREA_MARKET_REGULATION', 'AREA_TAXATION'],
    periodStartDate: '2023-11-24',
    periodEndDate: undefined,
  });
  expect(questionOf(some, '91230103TE00000103', now)).toBe(
    'subject=91230103TE00000103&scenario=SCENARIO_OTHER&areas=27.41&start=2023-11-24',
  );
});

test('three years before a leap day is a day that exists', () => {
  expect(yearsBefore('2028-02-29', 3)).toBe('2025-03-02');
});

test('times are those of China', () => {
  expect(sayTime('2026-11-22T18:00:05Z')).toBe('2026年11月23日 02时00分05秒');
});

test('an application that cannot be sent says what is wrong', () => {
  const wrong = {
    ...asked,
    scenario: '',
    areas: [],
    period: 'own' as const,
    ownStart: '2026-11-24',
    purpose: '字'.repeat(201),
  };
  const errors = check(wrong, now);
  expect(Object.values(errors).filter(Boolean)).toHaveLength(4);
  expect(Object.values(check(asked, now)).filter(Boolean)).toHaveLength(0);
});
