// That a log-in came to nothing, which the gateway says in the address.
import { useEffect, useState } from 'preact/hooks';
import { inApp } from '../app';
import { Note } from '../parts/Note';
import { here, loginAddress } from '../session';
import { t } from '../words';

type Outcome = 'failed' | 'unavailable';

// Taken out of the address: said once, not again after a reload.
function takeOutcome(): Outcome | null {
  const said = new URLSearchParams(location.search).get('login');
  if (said !== 'failed' && said !== 'unavailable') return null;
  history.replaceState(history.state, '', here() + location.hash);
  return said;
}

function words(outcome: Outcome): [title: string, text: string] {
  return outcome === 'failed'
    ? [
        t('没有登录成功', 'You are not logged in'),
        t(
          '身份认证平台没有同意，或者中途取消了。请再登录一次。',
          'The identity provider refused, or the log-in was cancelled. Please try again.',
        ),
      ]
    : [
        t('登录服务暂时用不了', 'Log-in is out of service for now'),
        t(
          '不是您的问题，请过几分钟再登录。核验报告不用登录。',
          'It is not your fault: please try again in a few minutes. Verifying a report needs no log-in.',
        ),
      ];
}

export function LoginNote() {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => setOutcome(takeOutcome()), []);
  if (!outcome) return null;
  const [title, text] = words(outcome);
  return (
    <div class="wrap notice">
      <Note tone="unk" title={title}>
        <p>{text}</p>
        <div class="btns">
          {!inApp() && (
            <a class="btn" href={loginAddress()}>
              {t('再登录一次', 'Log in again')}
            </a>
          )}
          <a class="btn sec" href="tel:12345">
            {t('登录不了？拨打 12345', 'Trouble? Call 12345')}
          </a>
        </div>
      </Note>
    </div>
  );
}
