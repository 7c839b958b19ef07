// What surrounds every page.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { logOut } from '../session';
import { t } from '../words';
import { Foot } from './Foot';
import { LoginNote } from './LoginNote';
import { LogOutNote } from './LogOutNote';
import { TopBar } from './TopBar';

interface Props {
  page: string;
  children: ComponentChildren;
}

export function Shell({ page, children }: Props) {
  const [stayed, setStayed] = useState(false);
  const leave = () => {
    setStayed(false);
    logOut().catch(() => setStayed(true));
  };
  return (
    <>
      <a class="skip" href="#main">
        {t('跳到正文', 'Skip to content')}
      </a>
      <TopBar page={page} onLogOut={leave} />
      <main id="main">
        <LoginNote />
        {stayed && <LogOutNote onRetry={leave} />}
        {children}
      </main>
      <Foot page={page} />
    </>
  );
}
