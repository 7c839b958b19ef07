// Files an objection to a record.
import { post } from '../api';
import { StatementForm } from '../parts/StatementForm';
import { t } from '../words';

interface Props {
  subject: string;
  recordId: string;
  onFiled: () => void;
}

export function ObjectionForm({ subject, recordId, onFiled }: Props) {
  const send = (statement: string, requestId: string) =>
    post(`/v1/subjects/${subject}/records/${recordId}/objections`, {
      statement,
      requestId,
    });
  return (
    <StatementForm
      id={`objection-${recordId}`}
      label={t('哪里不对', 'What is wrong')}
      help={t(
        '写清楚就行，比如“罚款已经撤销，文号某某”“这不是我们公司”。请不要写身份证号。报送记录的部门来核实。',
        'Such as "the fine was withdrawn, document …" or "this is not our company". No identity numbers, please. The department that delivered the record answers.',
      )}
      button={t('提交异议', 'File the objection')}
      done={t(
        '异议已经提交。进度在“我的报告”里看。',
        'Your objection is filed. See "My reports".',
      )}
      send={send}
      onSent={onFiled}
    />
  );
}
