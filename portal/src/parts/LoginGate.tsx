// Shows its content to who is logged in, and the door to everybody else.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { refreshSession, subjectsOf, useSession } from '../session';
import { t } from '../words';
import { Door } from './Door';
import { NoBusiness } from './NoBusiness';
import { Note } from './Note';

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

function Open(props: { codes: string[]; children: Content }) {
  const { codes } = props;
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
  const loggedIn = typeof session === 'object' && session.loggedIn;
  const codes = loggedIn ? subjectsOf(session) : [];
  if (codes.length > 0) return <Open codes={codes}>{children}</Open>;
  return (
    <div class="narrow">
      {head}
      {session === 'asking' ? (
        <Asking />
      ) : session === 'down' ? (
        <Down />
      ) : loggedIn ? (
        <NoBusiness />
      ) : (
        <Door />
      )}
    </div>
  );
}
