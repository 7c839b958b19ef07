// What went wrong, in plain words.
import type { Problem } from '../api';
import { inApp } from '../app';
import { spoken, t } from '../words';

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

export function isBusy({ reason }: Problem): boolean {
  return BUSY.has(reason);
}

export function wait(seconds = 60): string {
  if (seconds < 60)
    return t(
      `请过 ${seconds} 秒再试。`,
      `Please try again in ${seconds} seconds.`,
    );
  const minutes = Math.ceil(seconds / 60);
  return t(`请过 ${minutes} 分钟再试。`, `Please try again in ${minutes} min.`);
}

interface Words {
  title: string;
  text: string;
  // What the platform calls it, which it does in Chinese only.
  chinese?: string;
}

function known(problem: Problem): [title: string, text: string] | undefined {
  if (problem.loggedOut && inApp())
    return [
      t('登录过期了', 'Your log-in has ended'),
      t(
        '填写的内容替您留着。请再试一次；还不行，请在应用里重新登录。',
        'What you filled in is kept. Try again, or log in again in the app.',
      ),
    ];
  if (problem.loggedOut)
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
  if (isBusy(problem))
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
  return undefined;
}

export function problemWords(problem: Problem): Words {
  const found = known(problem);
  if (found) return { title: found[0], text: found[1] };
  const { title, detail: text } = problem;
  return title && spoken() === 'zh'
    ? { title, text }
    : { title: t('没有办成', 'This did not work'), text, chinese: title };
}
