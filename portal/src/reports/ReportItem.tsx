// A report of the list: again to download, when it was verified, anew.
import { Time } from '../parts/Time';
import { useState } from 'preact/hooks';
import { download, Problem } from '../api';
import { openToPrint, save } from '../apply/file';
import { scenarioName } from '../names';
import { asProblem, ProblemNote } from '../parts/ProblemNote';
import { isFile } from '../proof/digest';
import { printNumber } from '../proof/report_number';
import type { Report } from '../types';
import { t, to } from '../words';
import { Presented } from './Presented';

// A file that broke off, or is another, is no report.
async function fetchFile(subject: string, report: Report): Promise<Blob> {
  const { reportNumber, pdfSha256, pdfSizeBytes } = report;
  const path = `/v1/subjects/${subject}/reports/${reportNumber}:download`;
  const file = await download(path);
  const whole =
    String(file.size) === pdfSizeBytes &&
    (!globalThis.crypto?.subtle || (await isFile(file, pdfSha256)));
  if (!whole) throw new Problem('UNREACHABLE');
  return file;
}

interface Failed {
  problem: Problem;
  again: () => void;
}

interface Props {
  report: Report;
  subject: string;
}

function says(report: Report): string {
  const records = report.recordCount
    ? t(
        `列出 ${report.recordCount} 条记录`,
        `lists ${report.recordCount} records`,
      )
    : t('未发现记录', 'nothing found');
  const parts = [scenarioName(report.scenario), records, report.receiver];
  return parts.filter(Boolean).join(' · ');
}

export function ReportItem({ report, subject }: Props) {
  const [failed, setFailed] = useState<Failed | null>(null);
  const [looking, setLooking] = useState(false);
  const use = (act: (file: Blob) => void) => {
    setFailed(null);
    fetchFile(subject, report).then(act, (thrown) =>
      setFailed({ problem: asProblem(thrown), again: () => use(act) }),
    );
  };
  const number = report.reportNumber;
  return (
    <li>
      <div>
        <h3 class="code">{printNumber(number)}</h3>
        <p class="mut">
          <Time at={report.issueTime} /> {says(report)}
        </p>
        {report.replaces && (
          <p class="sm mut">
            {t('代替 ', 'Replaces ')}
            <span class="code">{printNumber(report.replaces)}</span>
          </p>
        )}
      </div>
      <div class="btns">
        <button
          type="button"
          class="btn"
          aria-label={t(`下载 ${number}`, `Download ${number}`)}
          onClick={() => use((file) => save(file, number))}
        >
          {t('下载', 'Download')}
        </button>
        <button
          type="button"
          class="btn sec"
          aria-label={t(`打印 ${number}`, `Print ${number}`)}
          onClick={() => use(openToPrint)}
        >
          {t('打印', 'Print')}
        </button>
        <button
          type="button"
          class="btn sec"
          aria-expanded={looking}
          aria-label={t(
            `${number} 什么时候被核验过`,
            `When ${number} was verified`,
          )}
          onClick={() => setLooking(!looking)}
        >
          {t('被核验过吗', 'Verified?')}
        </button>
        <a
          class="btn txt"
          href={to(
            `/apply?${new URLSearchParams({ subject, replaces: number })}`,
          )}
          aria-label={t(`重新办一份代替 ${number}`, `Replace ${number}`)}
        >
          {t('重新办', 'Replace')}
        </a>
      </div>
      {(failed || looking) && (
        <div class="whole">
          {failed && (
            <ProblemNote problem={failed.problem} onRetry={failed.again} />
          )}
          {looking && <Presented number={number} />}
        </div>
      )}
    </li>
  );
}
