// The way in, for who is not logged in.
import { askApp, inApp } from '../app';
import { loginAddress } from '../session';
import { t } from '../words';
import { Note } from './Note';

export function Door() {
  if (inApp())
    return (
      <Note tone="unk" title={t('请在应用里登录', 'Please log in in the app')}>
        <p>
          {t(
            '登录企业账号以后，再回到这一页。',
            'Log in as the business, then come back to this page.',
          )}
        </p>
        <div class="btns">
          <button type="button" class="btn" onClick={askApp}>
            {t('再试一次', 'Try again')}
          </button>
        </div>
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
