// The question that a refusal answers, out of the address, and how it is asked
// again.
import { Area } from 'virtual:catalogue';
import { post } from '../api';
import type { Finding, Verdict } from '../types';

interface CheckAnswer {
  verdict: Verdict;
}

function requestOf(query: URLSearchParams): object {
  const numbers = (query.get('areas') ?? '').split('.').map(Number);
  const areas = Area.filter(({ number }) => numbers.includes(number));
  return {
    scenario: query.get('scenario') ?? undefined,
    areas: areas.length ? areas.map(({ value }) => value) : undefined,
    periodStartDate: query.get('start') ?? undefined,
    periodEndDate: query.get('end') ?? undefined,
    consistency: 'CONSISTENCY_STRONG',
  };
}

// The verdict as of now, with every finding: page after page.
export async function askAgain(
  subject: string,
  query: URLSearchParams,
): Promise<Verdict> {
  const path = `/v1/subjects/${subject}:check`;
  const request = requestOf(query);
  const { verdict } = await post<CheckAnswer>(path, request);
  const findings: Finding[] = [...(verdict.findings ?? [])];
  let page = verdict.nextFindingsPageToken;
  while (page) {
    const more = await post<CheckAnswer>(path, {
      ...request,
      findingsPageToken: page,
    });
    findings.push(...(more.verdict.findings ?? []));
    page = more.verdict.nextFindingsPageToken;
  }
  return { ...verdict, findings };
}

// The way back to the form, with the same question.
export function applyAgain(subject: string): string {
  return `/apply?${new URLSearchParams({ subject })}`;
}
