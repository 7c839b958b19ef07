// That a log-out failed: on a machine that others use, it must not look done.
import { Note } from '../parts/Note';
import { t } from '../words';

export function LogOutNote({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="wrap notice">
      <Note
        tone="warn"
        title={t('没有退出成功，您可能还登录着', 'You may still be logged in')}
      >
        <p>
          {t(
            '请再退一次。在公用电脑上，退不了就先清除浏览器的 Cookie 再离开。',
            'Please try again. On a shared computer, clear the cookies of the browser before you leave if it goes on failing.',
          )}
        </p>
        <div class="btns">
          <button type="button" class="btn" onClick={onRetry}>
            {t('再退出一次', 'Log out again')}
          </button>
          <a class="btn sec" href="tel:12345">
            {t('拨打 12345', 'Call 12345')}
          </a>
        </div>
      </Note>
    </div>
  );
}
