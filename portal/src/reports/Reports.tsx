// The reports of a business, newest first.
import type { Report } from '../types';
import { t } from '../words';
import { PagedList } from './PagedList';
import { usePages } from './pages';
import { ReportItem } from './ReportItem';

export function Reports({ subject }: { subject: string }) {
  const paged = usePages<Report>(`/v1/subjects/${subject}/reports`, 'reports');
  return (
    <PagedList
      id="reports"
      title={t('办过的报告', 'Reports')}
      none={t('还没有办过报告。', 'No report yet.')}
      paged={paged}
    >
      {(report) => (
        <ReportItem
          key={report.reportNumber}
          report={report}
          subject={subject}
        />
      )}
    </PagedList>
  );
}
