// Shows its content to who is logged in, and the door to everybody else.
import type { ComponentChildren } from 'preact';
import { inApp } from '../app';
import {
  loginAddress,
  refreshSession,
  type Session,
  subjectsOf,
  useSession,
} from '../session';
import { t } from '../words';
import { Note } from './Note';
import { useState } from 'preact/hooks';

function Door() {
  if (inApp())
    return (
      <Note tone="unk" title={t('请在应用里登录', 'Please log in in the app')}>
        <p>
          {t(
            '登录企业账号以后，再回到这一页。',
            'Log in as the business, then come back to this page.',
          )}
        </p>
      </Note>
    );
  return (
    <section class="card sec2">
      <h2>{t('先登录', 'Log in first')}</h2>
      <p class="mut">
        {t(
          '用电子营业执照，或者企业授权过的个人账号。登录以后回到这一页。',
          'With the electronic business licence, or a person that the business authorised. You come back to this page.',
        )}
      </p>
      <div class="btns gap">
        <a class="btn" href={loginAddress()}>
          {t('登录', 'Log in')}
        </a>
        <a class="btn sec" href="tel:12345">
          {t('登录不了？拨打 12345', 'Trouble? Call 12345')}
        </a>
      </div>
    </section>
  );
}

function Subjects(props: {
  codes: string[];
  chosen: string;
  choose: (code: string) => void;
}) {
  return (
    <div class="gap">
      <label class="f" for="subject">
        {t('为哪一家办理', 'For which business')}
      </label>
      <select
        id="subject"
        value={props.chosen}
        onChange={(event) => props.choose(event.currentTarget.value)}
      >
        {props.codes.map((code) => (
          <option value={code}>{code}</option>
        ))}
      </select>
    </div>
  );
}

type Content = (
  // The credit code that is acted for.
  subject: string,
  // Chooses another one; null where there is one only.
  choice: ComponentChildren,
) => ComponentChildren;

function Open(props: { session: Session; children: Content }) {
  const codes = subjectsOf(props.session);
  const asked = new URLSearchParams(location.search).get('subject');
  const [chosen, choose] = useState(
    asked && codes.includes(asked) ? asked : codes[0]!,
  );
  const choice = codes.length > 1 && (
    <Subjects codes={codes} chosen={chosen} choose={choose} />
  );
  return <>{props.children(chosen, choice)}</>;
}

function Asking() {
  return (
    <>
      <p class="busy gap" role="status">
        {t('正在看您有没有登录…', 'Seeing whether you are logged in…')}
      </p>
      <noscript>
        <p class="gap">
          {t(
            '这一页要用 JavaScript。请在浏览器设置里打开，或者拨打 12345。核验报告不需要它。',
            'This page needs JavaScript. Verifying a report does not.',
          )}
        </p>
      </noscript>
    </>
  );
}

function Down() {
  return (
    <Note tone="unk" title={t('连不上平台', 'The platform cannot be reached')}>
      <p>
        {t(
          '请看看网络，或者过 1 分钟再试。',
          'Check your connection, or try again in a minute.',
        )}
      </p>
      <div class="btns">
        <button type="button" class="btn" onClick={refreshSession}>
          {t('再试一次', 'Try again')}
        </button>
      </div>
    </Note>
  );
}

interface Props {
  // The page's heading, as long as nobody is known to be logged in.
  head: ComponentChildren;
  children: Content;
}

export function LoginGate({ head, children }: Props) {
  const session = useSession();
  if (typeof session === 'object' && session.loggedIn)
    return <Open session={session}>{children}</Open>;
  return (
    <div class="narrow">
      {head}
      {session === 'asking' ? (
        <Asking />
      ) : session === 'down' ? (
        <Down />
      ) : (
        <Door />
      )}
    </div>
  );
}
