// What a business asks for, as the form holds it, keeps it over a log-in, and
// sends it.
import { Area } from 'virtual:catalogue';
import { today, yearsBefore } from '../dates';
import { ALL_AREAS } from './area_groups';

// The first day that the platform has data for.
export const FIRST_DAY = '2021-01-01';

export interface Application {
  scenario: string;
  areas: number[];
  period: 'all' | 'three' | 'own';
  ownStart: string;
  ownEnd: string;
  purpose: string;
  receiver: string;
  // The number of the report whose place the new one takes. May be empty.
  replaces: string;
}

export function newApplication(now: Date): Application {
  return {
    scenario: '',
    areas: ALL_AREAS,
    period: 'all',
    ownStart: FIRST_DAY,
    ownEnd: today(now),
    purpose: '',
    receiver: '',
    replaces: '',
  };
}

export function isAll(areas: number[]): boolean {
  return areas.length === ALL_AREAS.length;
}

// ISO 8601.
export function periodOf(asked: Application, now: Date): [string, string] {
  if (asked.period === 'own') return [asked.ownStart, asked.ownEnd];
  const end = today(now);
  return [asked.period === 'all' ? FIRST_DAY : yearsBefore(end, 3), end];
}

// The fields of IssueReportRequest but for `request_id`. What is all, or until
// today, is left to the platform's clock and catalogue.
export function requestOf(asked: Application, now: Date): object {
  const [start, end] = periodOf(asked, now);
  return {
    scenario: asked.scenario,
    areas: isAll(asked.areas)
      ? undefined
      : asked.areas.map((a) => Area.find((n) => n.number === a)!.value),
    periodStartDate: asked.period === 'all' ? undefined : start,
    periodEndDate: asked.period === 'own' ? end : undefined,
    purpose: asked.purpose || undefined,
    receiver: asked.receiver || undefined,
    replaces: asked.replaces || undefined,
  };
}

const KEPT = 'creditproof-application';

export function keep(asked: Application): void {
  sessionStorage.setItem(KEPT, JSON.stringify(asked));
}

export function kept(now: Date): Application {
  const fresh = newApplication(now);
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as object;
    return { ...fresh, ...found, replaces: '' };
  } catch {
    return fresh;
  }
}

const REQUEST = 'creditproof-request';

// The same id for the same question until it is answered: a retry after a break
// issues nothing twice.
export function requestId(subject: string, request: object): string {
  const about = JSON.stringify([subject, request]);
  const found = JSON.parse(sessionStorage.getItem(REQUEST) ?? '{}') as {
    about?: string;
    id?: string;
  };
  if (found.about === about && found.id) return found.id;
  const id = crypto.randomUUID();
  sessionStorage.setItem(REQUEST, JSON.stringify({ about, id }));
  return id;
}

export function requestAnswered(): void {
  sessionStorage.removeItem(REQUEST);
}

// The question as a query of /refused, which asks it again.
export function questionOf(
  asked: Application,
  subject: string,
  now: Date,
): string {
  const [start, end] = periodOf(asked, now);
  const question = new URLSearchParams({ subject, scenario: asked.scenario });
  if (!isAll(asked.areas)) question.set('areas', asked.areas.join('.'));
  if (asked.period !== 'all') question.set('start', start);
  if (asked.period === 'own') question.set('end', end);
  return question.toString();
}
