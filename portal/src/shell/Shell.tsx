// What surrounds every page.
import type { ComponentChildren } from 'preact';
import { t } from '../words';
import { Foot } from './Foot';
import { TopBar } from './TopBar';

interface Props {
  page: string;
  children: ComponentChildren;
}

export function Shell({ page, children }: Props) {
  return (
    <>
      <a class="skip" href="#main">
        {t('跳到正文', 'Skip to content')}
      </a>
      <TopBar page={page} />
      <main id="main">{children}</main>
      <Foot page={page} />
    </>
  );
}
