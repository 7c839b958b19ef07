// My reports: list, download, presentations, grants, objections, who looked.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { LoginGate } from '../parts/LoginGate';
import { Grants } from '../reports/Grants';
import { Looks } from '../reports/Looks';
import { Objections } from '../reports/Objections';
import { Reports } from '../reports/Reports';
import { t } from '../words';

export const title = () => t('我的报告', 'My reports');
export const description = () =>
  t(
    '办过的报告、取件码、异议，和谁看过。',
    'Reports, codes, objections, and who looked.',
  );

function Head() {
  return <h1>{t('我的报告', 'My reports')}</h1>;
}

interface Props {
  subject: string;
  choice: ComponentChildren;
}

function Mine({ subject, choice }: Props) {
  // The section named in the address was not there when the page came.
  useEffect(() => {
    if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
  }, []);
  return (
    <div class="narrow">
      <Head />
      <p class="lead code">{subject}</p>
      {choice}
      <Reports subject={subject} />
      <Grants subject={subject} />
      <Objections subject={subject} />
      <Looks subject={subject} />
    </div>
  );
}

export function Body() {
  return (
    <LoginGate head={<Head />}>
      {(subject, choice) => (
        <Mine key={subject} subject={subject} choice={choice} />
      )}
    </LoginGate>
  );
}
