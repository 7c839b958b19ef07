// Gives a receiver a one-time code to fetch the report by itself.
import { useEffect, useState } from 'preact/hooks';
import { post } from '../api';
import { config, type Receiver } from '../config';
import { sayTime } from '../dates';
import { ProblemNote } from '../parts/ProblemNote';
import { useSending } from '../parts/useSending';
import { printNumber } from '../proof/report_number';
import type { Grant } from '../types';
import { t } from '../words';
import { type Application, requestOf } from './application';

const DAY_MS = 86_400_000;
const DAYS = [7, 30, 90];

interface Made {
  grant: Grant;
  code?: string;
}

interface Props {
  subject: string;
  asked: Application;
}

async function makeGrant(
  { subject, asked }: Props,
  receiverId: string,
  days: number,
): Promise<Made> {
  const now = new Date();
  const {
    replaces: _,
    receiver: __,
    ...wanted
  } = requestOf(asked, now) as {
    replaces?: string;
    receiver?: string;
  };
  // A minute less than the days: clocks differ.
  const end = new Date(now.getTime() + days * DAY_MS - 60_000);
  return post<Made>(`/v1/subjects/${subject}/grants`, {
    requestId: crypto.randomUUID(),
    grant: { ...wanted, receiverId, endTime: end.toISOString() },
  });
}

function Code({ made }: { made: Made }) {
  const { grant, code = '' } = made;
  return (
    <section class="card sec2" role="status">
      <h2>{t('取件码', 'The code')}</h2>
      <p class="grantcode">{printNumber(code)}</p>
      <p>
        {t('授权编号', 'Grant')}{' '}
        <span class="code">{printNumber(grant.grantId)}</span>
      </p>
      <p class="mut">
        {t(
          `只显示这一次，请现在抄下来。只给 ${grant.receiver ?? grant.receiverId}，到 ${sayTime(grant.endTime)} 为止，用一次。`,
          `Shown only this once: write it down. For ${grant.receiver ?? grant.receiverId} only, until ${sayTime(grant.endTime)}, once.`,
        )}
      </p>
    </section>
  );
}

export function GrantForm(props: Props) {
  const [receivers, setReceivers] = useState<Receiver[] | null>(null);
  const [receiver, setReceiver] = useState('');
  const [days, setDays] = useState(DAYS[0]!);
  const [made, setMade] = useState<Made | null>(null);
  const { sending, problem, send } = useSending();
  useEffect(() => void config().then((c) => setReceivers(c.receivers)), []);
  if (made) return <Code made={made} />;
  if (!receivers) return null;
  if (receivers.length === 0)
    return (
      <p class="gap mut" role="status">
        {t(
          '现在还没有单位开通取件码。请下载报告发给对方。',
          'No receiver takes codes yet. Please send the file.',
        )}
      </p>
    );
  const make = () =>
    send(async () =>
      setMade(await makeGrant(props, receiver || receivers[0]!.id, days)),
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make();
  };
  return (
    <form class="card sec2" onSubmit={submit}>
      <h2>{t('给对方一个取件码', 'Give a receiver a code')}</h2>
      <p class="mut">
        {t(
          '对方凭码自己取一份报告，不经过别人的手。随时可以在“我的报告”里收回。',
          'The receiver fetches a report by it. You can revoke it in "My reports" at any time.',
        )}
      </p>
      <div class="flds">
        <div>
          <label class="f" for="grant-receiver">
            {t('给谁', 'For whom')}
          </label>
          <select
            id="grant-receiver"
            value={receiver}
            onChange={(event) => setReceiver(event.currentTarget.value)}
          >
            {receivers.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
        </div>
        <div>
          <label class="f" for="grant-days">
            {t('多少天以内', 'Within')}
          </label>
          <select
            id="grant-days"
            value={days}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          >
            {DAYS.map((n) => (
              <option value={n}>{t(`${n} 天`, `${n} days`)}</option>
            ))}
          </select>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={make} />}
      <div class="btns sec2">
        <button class="btn" aria-disabled={sending}>
          {sending
            ? t('正在生成…', 'Making it…')
            : t('生成取件码', 'Make the code')}
        </button>
      </div>
    </form>
  );
}
