// The verdict on the question of a refusal, by its outcome.
import { Time } from '../parts/Time';
import { Heading } from '../parts/Heading';
import type { Verdict } from '../types';
import { t, to } from '../words';
import { CauseCard } from './CauseCard';
import { NextSteps } from './NextSteps';
import { applyAgain } from './question';
import { RecordCard } from './RecordCard';

interface Props {
  verdict: Verdict;
  subject: string;
  // Asks once more.
  again: () => void;
}

function words({ outcome, findingCount = 0 }: Verdict): [string, string] {
  switch (outcome) {
    case 'OUTCOME_ELIGIBLE':
      return [
        t('现在可以出具报告了', 'A report can be issued now'),
        t('照这样申请，没有查到记录。', 'Asked like this, nothing is found.'),
      ];
    case 'OUTCOME_RECORDS_FOUND':
      return [
        t('这次不能出具报告', 'No report this time'),
        t(
          `查到 ${findingCount} 条还有效的记录。下面是记录内容和您可以做的事。这一页只有您能看到。`,
          `Records in effect: ${findingCount}. They and what you can do stand below. Only you see this page.`,
        ),
      ];
    case 'OUTCOME_NOT_APPLICABLE':
      return [
        t('这里办不了您的报告', 'This platform cannot issue your report'),
        t(
          '不是因为查到了记录。原因和办法在下面。',
          'Not because of a record. Why, and what to do, stands below.',
        ),
      ];
    default:
      return [
        t('现在还不能确定', 'This cannot be said now'),
        t(
          '有的数据还没有弄清，平台不能替您下结论。这不等于有记录。原因和办法在下面。',
          'Some data are not settled, so the platform gives no verdict. It does not mean that there is a record.',
        ),
      ];
  }
}

function Reference({ basis }: Verdict) {
  if (!basis?.decisionTime) return null;
  return (
    <p class="sm mut sec2">
      {t('查询时间：', 'Asked: ')}
      <Time at={basis.decisionTime} />{' '}
      <span class="nb">
        {t('查询号：', 'Reference: ')}
        {`${basis.partition ?? 0}-${basis.position ?? 0}`}
      </span>
    </p>
  );
}

export function Answer({ verdict, subject, again }: Props) {
  const [title, lead] = words(verdict);
  const found = verdict.outcome === 'OUTCOME_RECORDS_FOUND';
  const eligible = verdict.outcome === 'OUTCOME_ELIGIBLE';
  return (
    <>
      <Heading>{title}</Heading>
      <p class="lead">{lead}</p>
      {verdict.findings?.map((finding) => (
        <RecordCard finding={finding} subject={subject} />
      ))}
      {verdict.causes?.map((cause) => (
        <CauseCard cause={cause} subject={subject} />
      ))}
      {found && <NextSteps />}
      <div class="btns sec2">
        {verdict.outcome === 'OUTCOME_UNDETERMINED' && (
          <button type="button" class="btn" onClick={again}>
            {t('再查一次', 'Ask again')}
          </button>
        )}
        <a class={eligible ? 'btn' : 'btn sec'} href={to(applyAgain(subject))}>
          {t('回到申请', 'Back to the application')}
        </a>
        <button type="button" class="btn sec" onClick={() => print()}>
          {t('打印这份告知', 'Print this notice')}
        </button>
        {!found && (
          <a class="btn sec" href="tel:12345">
            {t('拨打 12345', 'Call 12345')}
          </a>
        )}
      </div>
      <Reference {...verdict} />
    </>
  );
}
