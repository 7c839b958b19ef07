// The objections of a business and what became of them.
import { Time } from '../parts/Time';
import type { Objection } from '../types';
import { t } from '../words';
import { PagedList } from './PagedList';
import { usePages } from './pages';

function stateName(objection: Objection): string {
  switch (objection.state) {
    case 'STATE_UPHELD':
      return objection.recordWithdrawn
        ? t('异议成立，记录已撤销', 'Upheld, record withdrawn')
        : t('异议成立', 'Upheld');
    case 'STATE_REJECTED':
      return t('异议不成立', 'Not upheld');
    default:
      return t('正在核实', 'Being looked into');
  }
}

function Item({ objection }: { objection: Objection }) {
  return (
    <li>
      <div>
        <p>{objection.statement}</p>
        <p class="mut">
          {t('提交：', 'Filed: ')}
          <Time at={objection.fileTime} />
        </p>
        {objection.answer && (
          <p class="gap">
            {t('答复：', 'Answer: ')}
            {objection.answer}
            {objection.answerTime && (
              <span class="mut nb">
                （<Time at={objection.answerTime} />）
              </span>
            )}
          </p>
        )}
      </div>
      <span class="tag unk">{stateName(objection)}</span>
    </li>
  );
}

export function Objections({ subject }: { subject: string }) {
  const paged = usePages<Objection>(
    `/v1/subjects/${subject}/objections`,
    'objections',
  );
  return (
    <PagedList
      id="objections"
      title={t('提出的异议', 'Objections')}
      none={t('没有提出过异议。', 'None was filed.')}
      paged={paged}
    >
      {(objection) => <Item key={objection.name} objection={objection} />}
    </PagedList>
  );
}
