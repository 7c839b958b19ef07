// Who is logged in, but may act for nobody.
import { t } from '../words';
import { Note } from './Note';

export function NoBusiness() {
  return (
    <Note
      tone="unk"
      title={t(
        '这个账号没有可办理的企业',
        'This account may not act for any business',
      )}
    >
      <p>
        {t(
          '请让企业先授权给您；或者退出登录，换企业自己的账号登录。',
          'Ask the business to authorise you, or log out and log in as the business itself.',
        )}
      </p>
      <div class="btns">
        <a class="btn sec" href="tel:12345">
          {t('拨打 12345', 'Call 12345')}
        </a>
      </div>
    </Note>
  );
}
