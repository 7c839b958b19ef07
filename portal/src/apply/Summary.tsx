// What is about to be asked for, beside the form, and its buttons.
import { Period } from '../parts/Period';
import { scenarioName } from '../names';
import { t } from '../words';
import { type Application, isAll, periodOf } from './application';
import { printNumber } from '../proof/report_number';

interface Props {
  asked: Application;
  subject: string;
  now: Date;
  onPreview: () => void;
}

export function Summary({ asked, subject, now, onPreview }: Props) {
  const [from, until] = periodOf(asked, now);
  return (
    <aside class="card sum" aria-label={t('申请内容', 'What you ask for')}>
      <h2>{t('您要申请的报告', 'Your report')}</h2>
      <dl>
        <dt>{t('主体', 'Business')}</dt>
        <dd>{subject}</dd>
        <dt>{t('场景', 'Scenario')}</dt>
        <dd>
          {asked.scenario
            ? scenarioName(asked.scenario)
            : t('还没有选', 'Not chosen yet')}
        </dd>
        <dt>{t('领域', 'Areas')}</dt>
        <dd>
          {isAll(asked.areas)
            ? t('全部 50 个', 'All 50')
            : t(`${asked.areas.length} 个`, String(asked.areas.length))}
        </dd>
        <dt>{t('时段', 'Period')}</dt>
        <dd>
          <Period from={from} until={until} />
        </dd>
        {asked.replaces && (
          <>
            <dt>{t('代替', 'Replaces')}</dt>
            <dd class="code">{printNumber(asked.replaces)}</dd>
          </>
        )}
      </dl>
      <button class="btn">{t('查询并出具报告', 'Check and issue')}</button>
      <button type="button" class="btn sec" onClick={onPreview}>
        {t('先预览', 'Preview first')}
      </button>
      <p class="sm mut">
        {t(
          '查到记录就不会出具，会告诉您是哪一条。查询不收费，也不影响您的信用。',
          'If a record is found, you are told which. Asking is free and does not affect your credit.',
        )}
      </p>
    </aside>
  );
}
