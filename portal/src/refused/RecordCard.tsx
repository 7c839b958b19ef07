// A record that stands in the way: time, content, department, document number,
// and what can be done about this one.
import { useState } from 'preact/hooks';
import { sayDay } from '../dates';
import { areaName, penaltyKindName, recordKindName } from '../names';
import { Facts } from '../parts/Facts';
import type { Finding } from '../types';
import { t } from '../words';
import { ObjectionForm } from './ObjectionForm';

function dateMeaning(kind: string | number): string {
  if (kind === 'RECORD_KIND_PENALTY')
    return t('（处罚决定日期）', ' (date of the decision)');
  if (kind === 'RECORD_KIND_DISHONESTY')
    return t('（列入日期）', ' (date of listing)');
  if (kind === 'RECORD_KIND_DEFAULTER')
    return t('（发布日期）', ' (date of publication)');
  return '';
}

function heading({ record: { record }, kindName }: Finding): string {
  const kind = kindName?.displayName ?? recordKindName(record.kind);
  const penalties = (record.penaltyKinds ?? []).map(penaltyKindName);
  const what = penalties.filter(Boolean).join(t('、', ', '));
  return what ? t(`${kind}：${what}`, `${kind}: ${what}`) : kind;
}

interface Props {
  finding: Finding;
  subject: string;
}

export function RecordCard({ finding, subject }: Props) {
  const { record, state } = finding.record;
  const [filed, setFiled] = useState(false);
  const objected = filed || state?.objected === true;
  const [writing, setWriting] = useState(false);
  return (
    <section class="card rec">
      <div class="h">
        <h2>{heading(finding)}</h2>
        <span class="tag warn">
          {objected
            ? t('异议处理中', 'Objection open')
            : t('有效', 'In effect')}
        </span>
      </div>
      <Facts
        facts={[
          [
            t('时间', 'When'),
            record.decisionDate && (
              <>
                <span class="nb">{sayDay(record.decisionDate)}</span>
                {dateMeaning(record.kind)}
              </>
            ),
          ],
          [t('内容', 'What'), record.content],
          [t('决定机关', 'Authority'), record.authority],
          [t('文号', 'Document'), record.documentNumber],
          [t('领域', 'Area'), areaName(record.area)],
          [t('怎么办', 'What to do'), finding.remedy],
        ]}
      />
      <div class="acts">
        {!objected && !writing && (
          <button
            type="button"
            class="btn sec"
            onClick={() => setWriting(true)}
          >
            {t('记录不对？提出异议', 'Wrong? Object')}
          </button>
        )}
        {writing && (
          <ObjectionForm
            subject={subject}
            recordId={record.recordId}
            onFiled={() => setFiled(true)}
          />
        )}
      </div>
    </section>
  );
}
