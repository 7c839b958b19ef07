// Why the platform has not answered, each kind by its own line.
import type { Problem } from '../api';
import { isBusy, wait } from '../parts/problem_words';
import { t } from '../words';

function refused({ status, reason }: Problem): string {
  switch (status) {
    case 400:
      return t(
        '送去的内容平台看不懂。请核对编号，或者重新扫码、重新选文件。',
        'The platform could not read what was sent. Check the number, scan again or choose the file again.',
      );
    case 413:
      return t(
        '文件太大，平台没有收。请选从平台下载的原件。',
        'The file is too large for the platform. Choose the file as downloaded.',
      );
    default:
      return t(
        `平台没有受理这次核验。请拨打 12345，告诉他们：${status} ${reason}。`,
        `The platform did not accept this. Call 12345 and tell them: ${status} ${reason}.`,
      );
  }
}

export function why(problem: Problem): string {
  const { reason, status, retryAfterSeconds } = problem;
  if (reason === 'UNREACHABLE')
    return t(
      '连不上平台，请看看网络。',
      'The platform cannot be reached. Check your connection.',
    );
  if (status === 429)
    return (
      t(
        '从您这个网络来的核验太多了，',
        'Too many requests came from your network. ',
      ) + wait(retryAfterSeconds)
    );
  if (isBusy(problem))
    return (
      t('平台现在很忙，', 'The platform is busy. ') + wait(retryAfterSeconds)
    );
  if (status >= 500)
    return t(
      '平台出了差错，不是您的问题。请过一会儿再试；还不行，请拨打 12345。',
      'Something went wrong at the platform, not with you. Try again later, or call 12345.',
    );
  if (status > 0) return refused(problem);
  return t(
    '这一页出了差错。请刷新以后再试。',
    'This page went wrong. Load it again and try once more.',
  );
}
