// What a report proves, and what not.
import { t } from '../words';

export function Proves() {
  return (
    <div class="two">
      <section>
        <h2 class="sec-h">{t('报告能证明什么', 'What it proves')}</h2>
        <ul class="list">
          <li>
            {t(
              '在所选的领域和时段里，平台未发现行政处罚记录',
              'In the areas and the period chosen, the platform found no administrative penalty',
            )}
          </li>
          <li>
            {t(
              '未发现列入严重失信主体名单',
              'No entry on a list for serious dishonesty',
            )}
          </li>
          <li>
            {t('未发现列为失信被执行人', 'No listing as a judgment defaulter')}
          </li>
        </ul>
      </section>
      <section>
        <h2 class="sec-h">{t('不能证明什么', 'What it does not prove')}</h2>
        <ul class="list">
          <li>
            {t(
              '涉密的行政处罚，本平台不收录',
              'Classified penalties: the platform does not hold them',
            )}
          </li>
          <li>{t('黑龙江省以外的情况', 'Anything outside Heilongjiang')}</li>
          <li>
            {t(
              '涉及国家安全、他人合法权益、群众生命财产安全的事项，要按有关规定另行办理',
              "Matters of national security, of others' rights, of people's life and property: other rules apply",
            )}
          </li>
        </ul>
      </section>
    </div>
  );
}
