// Log-in, or the way out. In an app both are the app's.
import { useEffect, useState } from 'preact/hooks';
import { inApp } from '../app';
import { loginAddress, useSession } from '../session';
import { t, to } from '../words';

export function Account({ onLogOut }: { onLogOut: () => void }) {
  const session = useSession();
  const [login, setLogin] = useState(`/login?return=${to('/apply')}`);
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    setLogin(loginAddress());
    setHidden(inApp());
  }, []);
  if (typeof session === 'object' && session.loggedIn) {
    return (
      <button type="button" class="btn txt" onClick={onLogOut} hidden={hidden}>
        {t('退出登录', 'Log out')}
      </button>
    );
  }
  return (
    <a class="btn txt" href={login} hidden={hidden}>
      {t('登录', 'Log in')}
    </a>
  );
}
