// What the report in hand should say: by the platform, or before it answered by
// the claim in the QR code.
import { type Fact, Facts } from '../parts/Facts';
import { Period } from '../parts/Period';
import { Time } from '../parts/Time';
import type { Claim } from '../proof/claim';
import { printNumber } from '../proof/report_number';
import type { IssuedReport } from '../types';
import { t } from '../words';

function outcome(withRecords: boolean, count = 0): string {
  if (!withRecords)
    return t(
      '所列领域未发现违法违规记录',
      'Nothing was found in the areas it names',
    );
  return count
    ? t(
        `列出了 ${count} 条记录。没有记录的页面不是这份报告。`,
        `It lists ${count} records. A page without records is not this report.`,
      )
    : t(
        '列出了记录。没有记录的页面不是这份报告。',
        'It lists records. A page without records is not this report.',
      );
}

function shared(
  number: string,
  code: string,
  from: string,
  until: string,
  time: string | Date,
): Fact[] {
  return [
    [t('信用代码', 'Credit code'), code],
    [t('时段', 'Period'), <Period from={from} until={until} />],
    [t('出具时间', 'Issued'), <Time at={time} />],
    [t('报告编号', 'Number'), <span class="code">{printNumber(number)}</span>],
  ];
}

function byPlatform(issued: IssuedReport): Fact[] {
  const withRecords = issued.outcome === 'OUTCOME_WITH_RECORDS';
  return [
    [t('名称', 'Name'), issued.subjectName],
    [t('报告结论', 'It states'), outcome(withRecords, issued.recordCount)],
    ...shared(
      issued.reportNumber,
      issued.creditCode,
      issued.periodStartDate,
      issued.periodEndDate,
      issued.issueTime,
    ),
    [
      t('时间戳', 'Time stamp'),
      issued.stampTime && <Time at={issued.stampTime} />,
    ],
  ];
}

function byClaim(claim: Claim): Fact[] {
  return [
    [t('报告结论', 'It states'), outcome(claim.outcome === 2)],
    ...shared(
      claim.number,
      claim.creditCode,
      claim.firstDay,
      claim.lastDay,
      claim.issueTime,
    ),
  ];
}

interface Props {
  issued?: IssuedReport;
  claim?: Claim | null;
}

export function Expected({ issued, claim }: Props) {
  if (!issued && !claim) return null;
  return (
    <section class="sec2">
      <h2>
        {issued
          ? t('报告上应当写着', 'The report should say')
          : t('二维码里写着', 'The QR code says')}
      </h2>
      <div class="card">
        <Facts facts={issued ? byPlatform(issued) : byClaim(claim!)} />
      </div>
    </section>
  );
}
