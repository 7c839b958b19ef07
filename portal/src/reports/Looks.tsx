// Who looked: the audit trails of the services, put together, latest first.
import { Time } from '../parts/Time';
import { useState } from 'preact/hooks';
import { get } from '../api';
import { ProblemNote } from '../parts/ProblemNote';
import { useAsked } from '../parts/useAsked';
import type { AuditEntry } from '../types';
import { t } from '../words';
import { groundName, methodName } from './audit_words';

// The services that keep a trail of looks at a business.
const BACK_ENDS = [
  'report-rendering',
  'eligibility-check',
  'verification',
  'ingestion',
];
// Of each service.
const MOST_PAGES = 20;
const PAGE_SIZE = 1000;
// At first; then all.
const FEW = 20;

interface Trail {
  entries: AuditEntry[];
  nextPageToken?: string;
}

// Pages may be empty while there are more.
async function trailOf(backEnd: string, subject: string) {
  const path = `/${backEnd}/v1/subjects/${subject}/auditEntries`;
  const entries: AuditEntry[] = [];
  let token = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ pageSize: String(PAGE_SIZE) });
    if (token) query.set('pageToken', token);
    const trail = await get<Partial<Trail>>(`${path}?${query}`);
    entries.push(...(trail.entries ?? []));
    token = trail.nextPageToken ?? '';
    if (!token) break;
  }
  return entries;
}

interface AllTrails {
  entries: AuditEntry[];
  // Services that did not answer.
  missing: string[];
}

async function allTrails(subject: string): Promise<AllTrails> {
  const answers = await Promise.allSettled(
    BACK_ENDS.map((backEnd) => trailOf(backEnd, subject)),
  );
  if (answers.every(({ status }) => status === 'rejected'))
    throw (answers[0] as PromiseRejectedResult).reason;
  const entries = answers.flatMap((a) =>
    a.status === 'fulfilled' ? a.value : [],
  );
  return {
    entries: entries.sort((a, b) => b.time.localeCompare(a.time)),
    missing: BACK_ENDS.filter((_, i) => answers[i]!.status === 'rejected'),
  };
}

function Row({ entry }: { entry: AuditEntry }) {
  return (
    <tr>
      <td data-l={t('时间', 'When')}>
        <span>
          <Time at={entry.time} />
        </span>
      </td>
      <td data-l={t('谁', 'Who')}>
        <span>
          {groundName(entry.ground)}
          {entry.actor && <span class="mut"> {entry.actor}</span>}
        </span>
      </td>
      <td data-l={t('做了什么', 'What')}>
        <span>
          {methodName(entry.method)}
          {entry.purpose && <span class="mut"> {entry.purpose}</span>}
        </span>
      </td>
    </tr>
  );
}

export function Looks({ subject }: { subject: string }) {
  const [shown, setShown] = useState(FEW);
  const { answer, problem, again } = useAsked(
    () => allTrails(subject),
    subject,
  );
  return (
    <section class="sec2" id="looks" aria-labelledby="looks-title">
      <h2 id="looks-title">{t('谁看过', 'Who looked')}</h2>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!answer && !problem && (
        <p class="busy" role="status">
          {t('正在取…', 'Loading…')}
        </p>
      )}
      {answer && answer.missing.length > 0 && (
        <p class="gap" role="status">
          {t(
            `有 ${answer.missing.length} 个服务没有回答，下面不全。`,
            `${answer.missing.length} services did not answer: this is not all.`,
          )}
        </p>
      )}
      {answer && (
        <div class="tbl">
          <table class="looks">
            <thead>
              <tr>
                <th scope="col">{t('时间', 'When')}</th>
                <th scope="col">{t('谁', 'Who')}</th>
                <th scope="col">{t('做了什么', 'What')}</th>
              </tr>
            </thead>
            <tbody>
              {answer.entries.slice(0, shown).map((entry) => (
                <Row entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer && answer.entries.length > shown && (
        <button
          type="button"
          class="btn sec gap"
          onClick={() => setShown(Infinity)}
        >
          {t(
            `看全部 ${answer.entries.length} 条`,
            `Show all ${answer.entries.length}`,
          )}
        </button>
      )}
    </section>
  );
}
