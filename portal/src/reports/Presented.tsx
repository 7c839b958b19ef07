// When a report was presented to be verified, and with which verdict. By whom,
// nobody knows.
import { get } from '../api';
import { sayDay } from '../dates';
import { ProblemNote } from '../parts/ProblemNote';
import { useAsked } from '../parts/useAsked';
import type { PresentationCount, Presentations } from '../types';
import { verdictOf } from '../verify/verdicts';
import { t } from '../words';

function channel(value: string): string {
  switch (value) {
    case 'CHANNEL_NUMBER':
      return t('输编号', 'by number');
    case 'CHANNEL_QR_TEXT':
      return t('扫码', 'by QR code');
    case 'CHANNEL_PDF':
      return t('查文件', 'by file');
    default:
      return t('查文件摘要', 'by digest');
  }
}

function say({ channel: by, authenticity, count }: PresentationCount): string {
  const verdict = verdictOf(authenticity);
  return t(
    `${channel(by)} ${count} 次：${verdict.title()}`,
    `${channel(by)}, ${count} times: ${verdict.title()}`,
  );
}

export function Presented({ number }: { number: string }) {
  const { answer, problem, again } = useAsked(
    () => get<Presentations>(`/v1/reports/${number}/presentations`),
    number,
  );
  if (problem) return <ProblemNote problem={problem} onRetry={again} />;
  if (!answer)
    return (
      <p class="busy" role="status">
        {t('正在取…', 'Loading…')}
      </p>
    );
  const days = answer.days ?? [];
  if (days.length === 0)
    return (
      <p class="mut" role="status">
        {t('还没有人核验过这份报告。', 'Nobody has verified it yet.')}
      </p>
    );
  return (
    <div class="card" role="status">
      <p>
        {t(
          `一共被核验 ${answer.totalCount ?? 0} 次。核验不留名，所以看不到是谁。`,
          `Verified ${answer.totalCount ?? 0} times. Nobody is asked who verifies.`,
        )}
      </p>
      <ul class="list gap">
        {days.map(({ date, counts }) => (
          <li>
            <span class="nb strong">{sayDay(date)}</span>
            <br />
            {counts.map((count) => (
              <span class="mut">
                {say(count)}
                <br />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
