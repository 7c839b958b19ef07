// The grants of a business, and how to take them back.
import { Time } from '../parts/Time';
import { post } from '../api';
import { ProblemNote } from '../parts/ProblemNote';
import { useSending } from '../parts/useSending';
import { printNumber } from '../proof/report_number';
import type { Grant } from '../types';
import { t } from '../words';
import { PagedList } from './PagedList';
import { usePages } from './pages';

function stateName(state: string): string {
  switch (state) {
    case 'STATE_OPEN':
      return t('还可以用', 'Open');
    case 'STATE_USED':
      return t('已经取走', 'Used');
    case 'STATE_EXPIRED':
      return t('过期了', 'Expired');
    case 'STATE_REVOKED':
      return t('收回了', 'Revoked');
    case 'STATE_LOCKED':
      return t('输错太多，锁住了', 'Locked after wrong codes');
    default:
      return '';
  }
}

function mayRevoke(grant: Grant): boolean {
  return grant.state === 'STATE_OPEN' || grant.state === 'STATE_USED';
}

function Item(props: { grant: Grant; onRevoked: () => void }) {
  const { grant, onRevoked } = props;
  const { sending, problem, send } = useSending();
  const revoke = () =>
    send(async () => {
      await post(`/v1/${grant.name}:revoke`, {});
      onRevoked();
    });
  const receiver = grant.receiver ?? grant.receiverId;
  return (
    <li>
      <div>
        <h3>{receiver}</h3>
        <p class="mut">
          {t('授权编号', 'Grant')}{' '}
          <span class="code">{printNumber(grant.grantId)}</span>{' '}
          <span class="nb">
            {t('到 ', 'until ')}
            <Time at={grant.endTime} />
          </span>
        </p>
        {grant.reportNumber && (
          <p class="sm mut">
            {t('取走的报告 ', 'Report ')}
            <span class="code">{printNumber(grant.reportNumber)}</span>
          </p>
        )}
      </div>
      <div class="btns">
        <span class="tag unk">{stateName(grant.state)}</span>
        {mayRevoke(grant) && (
          <button
            type="button"
            class="btn sec"
            aria-label={t(
              `收回给${receiver}的`,
              `Revoke the one for ${receiver}`,
            )}
            aria-disabled={sending}
            onClick={revoke}
          >
            {t('收回', 'Revoke')}
          </button>
        )}
      </div>
      {problem && (
        <div class="whole">
          <ProblemNote problem={problem} onRetry={revoke} />
        </div>
      )}
    </li>
  );
}

export function Grants({ subject }: { subject: string }) {
  const paged = usePages<Grant>(`/v1/subjects/${subject}/grants`, 'grants');
  return (
    <PagedList
      id="grants"
      title={t('给出去的取件码', 'Codes given')}
      none={t('没有给出过取件码。', 'None was given.')}
      paged={paged}
    >
      {(grant) => (
        <Item
          key={`${grant.name}${grant.state}`}
          grant={grant}
          onRevoked={paged.again}
        />
      )}
    </PagedList>
  );
}
