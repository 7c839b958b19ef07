// Log-in, or who is logged in and the way out.
import { useEffect, useState } from 'preact/hooks';
import { inApp } from '../app';
import { loginAddress, logOut, useSession } from '../session';
import { t } from '../words';

export function Account() {
  const session = useSession();
  const [login, setLogin] = useState('/login?return=/apply');
  useEffect(() => setLogin(loginAddress()), []);
  if (typeof session === 'object' && session.loggedIn) {
    return (
      <button type="button" class="btn txt" onClick={logOut} hidden={inApp()}>
        {t('退出登录', 'Log out')}
      </button>
    );
  }
  return (
    <a class="btn txt" href={login}>
      {t('登录', 'Log in')}
    </a>
  );
}
