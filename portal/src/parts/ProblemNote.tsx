// What went wrong, in plain words, and the way on.
import type { ComponentChildren } from 'preact';
import { Problem } from '../api';
import { inApp } from '../app';
import { loginAddress } from '../session';
import { t } from '../words';
import { Note } from './Note';

const BUSY = new Set([
  'BACK_END_DOWN',
  'BACK_END_SLOW',
  'OVERLOADED',
  'TOO_MANY_REQUESTS',
  'BEHIND_LOG',
  'PEER_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'TIME_STAMP_UNAVAILABLE',
  'SUBJECT_CHANGED',
]);

function wait(seconds = 60): string {
  if (seconds < 60)
    return t(
      `请过 ${seconds} 秒再试。`,
      `Please try again in ${seconds} seconds.`,
    );
  const minutes = Math.ceil(seconds / 60);
  return t(`请过 ${minutes} 分钟再试。`, `Please try again in ${minutes} min.`);
}

function isLoggedOut(problem: Problem | null): boolean {
  return problem?.reason === 'NOT_LOGGED_IN' || problem?.status === 401;
}

function words(problem: Problem): [title: string, text: string] {
  if (isLoggedOut(problem))
    return [
      t('登录过期了，请重新登录', 'Your log-in has ended'),
      t(
        '填写的内容替您留着，登录以后接着办。',
        'What you filled in is kept. Log in and go on.',
      ),
    ];
  if (problem.reason === 'UNREACHABLE')
    return [
      t('连不上平台', 'The platform cannot be reached'),
      t(
        '请看看网络。填写的内容替您留着，没有丢。',
        'Please check your connection. What you filled in is kept.',
      ),
    ];
  if (BUSY.has(problem.reason))
    return [
      t('平台现在很忙', 'The platform is busy'),
      t('填写的内容替您留着。', 'What you filled in is kept. ') +
        wait(problem.retryAfterSeconds),
    ];
  if (problem.reason === 'GROUND_REFUSED')
    return [
      t(
        '您的账号不能代这家企业办理',
        'Your account may not act for this business',
      ),
      t(
        '请让企业授权给您，或者换企业自己的账号登录。',
        'Ask the business to authorise you, or log in as the business.',
      ),
    ];
  if (problem.reason === 'REPORT_PRUNED')
    return [
      t('这份报告的文件已过保存期', 'This report is no longer kept'),
      t(
        '报告仍然可以核验。需要文件的话，请重新办一份。',
        'It can still be verified. Apply for a new one to get a file.',
      ),
    ];
  return [problem.title || t('没有办成', 'This did not work'), problem.detail];
}

interface Props {
  problem: Problem;
  onRetry?: () => void;
  children?: ComponentChildren;
}

export function ProblemNote({ problem, onRetry, children }: Props) {
  const [title, text] = words(problem);
  return (
    <Note tone="unk" title={title}>
      <p>{text}</p>
      {problem.fields.map((field) => (
        <p class="mut">{`${field.field}: ${field.description}`}</p>
      ))}
      {children}
      <div class="btns">
        {isLoggedOut(problem) && !inApp() && (
          <a class="btn" href={loginAddress()}>
            {t('重新登录', 'Log in again')}
          </a>
        )}
        {!isLoggedOut(problem) && onRetry && (
          <button type="button" class="btn" onClick={onRetry}>
            {t('再试一次', 'Try again')}
          </button>
        )}
        <a class="btn sec" href="tel:12345">
          {t('拨打 12345', 'Call 12345')}
        </a>
      </div>
    </Note>
  );
}

// Anything thrown, as a problem.
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem
    ? thrown
    : new Problem('UNKNOWN', 0, '', String(thrown));
}
