// A report that was issued: to download, print, or give away by a code.
import { useEffect, useState } from 'preact/hooks';
import { Facts } from '../parts/Facts';
import { Heading } from '../parts/Heading';
import { Period } from '../parts/Period';
import { Time } from '../parts/Time';
import type { Check } from '../parts/Checks';
import { readClaim } from '../proof/claim';
import { isFile } from '../proof/digest';
import { checkLocally } from '../proof/local_check';
import { printNumber } from '../proof/report_number';
import { scenarioName } from '../names';
import type { IssueAnswer, Report } from '../types';
import { t, to } from '../words';
import type { Application } from './application';
import { Done } from './Done';
import { openToPrint, pdfOf, save } from './file';
import { GrantForm } from './GrantForm';

// What this browser sees of the file by itself.
async function ownChecks(report: Report, file: Blob): Promise<Check[]> {
  const claim = readClaim(report.qrText);
  const here = t('在您的设备上核对', 'checked on your device');
  const found: Check[] = [];
  if (await isFile(file, report.pdfSha256))
    found.push({
      tone: 'ok',
      text: t('文件完整，和登记的一样', 'The file is whole, as registered'),
      by: here,
    });
  if (claim && (await checkLocally(claim)) === 'signed')
    found.push({
      tone: 'ok',
      text: t(
        '二维码里的签名是真的',
        'The signature in the QR code is genuine',
      ),
      by: here,
    });
  return found;
}

interface Props {
  answer: IssueAnswer;
  asked: Application;
  subject: string;
  onAnother: () => void;
}

function lead(report: Report): string {
  const count = report.recordCount ?? 0;
  return count
    ? t(
        `报告列出了 ${count} 条记录。收到报告的人扫码就能核验。`,
        `It lists ${count} records. Whoever receives it scans to verify.`,
      )
    : t(
        '没有查到记录。收到报告的人扫码就能核验。',
        'Nothing was found. Whoever receives it scans to verify.',
      );
}

export function Issued({ answer, asked, subject, onAnother }: Props) {
  const { verdict } = answer;
  const report = answer.report!;
  const [file] = useState(() => pdfOf(answer.pdf!));
  const [checks, setChecks] = useState<Check[]>([]);
  const [granting, setGranting] = useState(false);
  useEffect(() => void ownChecks(report, file).then(setChecks), []);
  return (
    <div class="narrow">
      <Heading>{t('报告办好了', 'Your report is ready')}</Heading>
      <p class="lead">{lead(report)}</p>
      <section class="card sec2">
        <Facts
          facts={[
            [
              t('报告编号', 'Number'),
              <span class="code">{printNumber(report.reportNumber)}</span>,
            ],
            [t('信用代码', 'Credit code'), subject],
            [t('场景', 'Scenario'), scenarioName(report.scenario)],
            [
              t('时段', 'Period'),
              verdict.periodStartDate && verdict.periodEndDate && (
                <Period
                  from={verdict.periodStartDate}
                  until={verdict.periodEndDate}
                />
              ),
            ],
            [t('出具时间', 'Issued'), <Time at={report.issueTime} />],
            [t('使用条件', 'Conditions'), verdict.conditions?.join(' ')],
          ]}
        />
        <div class="btns sec2">
          <button
            type="button"
            class="btn"
            onClick={() => save(file, report.reportNumber)}
          >
            {t('下载 PDF', 'Download PDF')}
          </button>
          <button
            type="button"
            class="btn sec"
            onClick={() => openToPrint(file)}
          >
            {t('打印', 'Print')}
          </button>
          <button
            type="button"
            class="btn sec"
            aria-expanded={granting}
            onClick={() => setGranting(!granting)}
          >
            {t('给对方取件码', 'Give a code')}
          </button>
        </div>
      </section>
      {granting && <GrantForm subject={subject} asked={asked} />}
      <Done own={checks} />
      <div class="btns sec2">
        <a class="btn sec" href={to('/reports')}>
          {t('我的报告', 'My reports')}
        </a>
        <button type="button" class="btn sec" onClick={onAnother}>
          {t('再办一份', 'Apply for another')}
        </button>
      </div>
    </div>
  );
}
