// A barred business appeals.
import { post } from '../api';
import { StatementForm } from '../parts/StatementForm';
import { t } from '../words';

export function AppealForm({ subject }: { subject: string }) {
  const send = (statement: string) =>
    post(`/v1/subjects/${subject}/appeals`, { statement });
  return (
    <StatementForm
      id="appeal"
      label={t('为什么不应当停用', 'Why the bar is wrong')}
      help={t(
        '写清事实。由没有参与决定的管理员来看。',
        'State the facts. An administrator who did not decide reads it.',
      )}
      button={t('提交申诉', 'Appeal')}
      done={t('申诉已经提交。', 'Your appeal is filed.')}
      send={send}
    />
  );
}
