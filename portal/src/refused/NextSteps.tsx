// What can be done about records, easiest first.
import { t, to } from '../words';

export function NextSteps() {
  return (
    <section class="sec2">
      <h2>{t('接下来怎么办', 'What to do next')}</h2>
      <ul class="todo">
        <li>
          <div>
            <h3>
              {t(
                '罚款交了，问题也改了：申请信用修复',
                'Paid and mended: apply for repair',
              )}
            </h3>
            <p class="mut">
              {t(
                '修复以后，这条记录不再影响办报告。',
                'A repaired record no longer stands in the way.',
              )}
            </p>
          </div>
          <a class="btn" href={to('/guide#repair')}>
            {t('怎么修复', 'How to repair')}
          </a>
        </li>
        <li>
          <div>
            <h3>
              {t(
                '记录不对，或者不是我们的：提出异议',
                'Wrong, or not ours: object',
              )}
            </h3>
            <p class="mut">
              {t(
                '在上面那条记录里写清哪里不对。由报送部门核实，进度可以在“我的报告”里看。',
                'Say what is wrong in the record above. Its department answers; see "My reports".',
              )}
            </p>
          </div>
          <a class="btn sec" href={to('/reports#objections')}>
            {t('看进度', 'See progress')}
          </a>
        </li>
        <li>
          <div>
            <h3>{t('想先问清楚', 'Ask first')}</h3>
            <p class="mut">
              {t(
                '找决定机关，报上文号；或者拨打 12345。',
                'Ask the authority, naming the document; or call 12345.',
              )}
            </p>
          </div>
          <a class="btn sec" href="tel:12345">
            {t('拨打 12345', 'Call 12345')}
          </a>
        </li>
      </ul>
    </section>
  );
}
