// One reason why there is no verdict, and whom to turn to.
import { Facts } from '../parts/Facts';
import type { Cause } from '../types';
import { spoken, t } from '../words';
import { AppealForm } from './AppealForm';
import { causeWords } from './causes';

interface Props {
  cause: Cause;
  subject: string;
}

export function CauseCard({ cause, subject }: Props) {
  const { title, advice } = causeWords(cause.kind);
  return (
    <section class="card rec plain">
      <div class="h">
        <h2>{title}</h2>
      </div>
      <div class="says">
        {cause.message && (
          <p lang={spoken() === 'en' ? 'zh-CN' : undefined}>{cause.message}</p>
        )}
        {advice && <p class="mut">{advice}</p>}
      </div>
      <Facts facts={[[t('找谁', 'Whom to ask'), cause.contact]]} />
      {cause.kind === 'KIND_BARRED' && (
        <div class="acts">
          <AppealForm subject={subject} />
        </div>
      )}
    </section>
  );
}
