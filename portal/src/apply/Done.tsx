// The four steps of issuing, ticked off.
import { type Check, Checks } from '../parts/Checks';
import { t } from '../words';

// `own`: what this browser checked besides.
export function Done({ own }: { own: Check[] }) {
  const by = t('平台', 'the platform');
  const steps: Check[] = [
    t('数据核对过了', 'Records checked'),
    t('报告签了名', 'Report signed'),
    t('报告登记了，可以核验', 'Report registered: it can be verified'),
  ].map((text) => ({ tone: 'ok', text, by }));
  return (
    <section class="sec2">
      <h2>{t('办好了这些', 'What was done')}</h2>
      <Checks checks={[...steps, ...own]} />
    </section>
  );
}
