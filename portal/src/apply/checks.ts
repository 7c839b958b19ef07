// What must hold before an application is sent.
import { today } from '../dates';
import { t } from '../words';
import { type Application, FIRST_DAY } from './application';

export type Errors = Partial<
  Record<'scenario' | 'areas' | 'period' | 'purpose' | 'receiver', string>
>;

// Of a printed text, as the services take it.
const MOST_BYTES = 600;

function tooLong(text: string): string {
  const size = new TextEncoder().encode(text).length;
  return size <= MOST_BYTES
    ? ''
    : t('太长了，请写在 200 个字以内。', 'Too long: at most 600 bytes.');
}

function periodError(asked: Application, now: Date): string {
  if (asked.period !== 'own') return '';
  const { ownStart, ownEnd } = asked;
  if (!ownStart || !ownEnd)
    return t('请选好起止两个日期。', 'Choose both days.');
  if (ownStart < FIRST_DAY || ownEnd > today(now))
    return t(
      '只能选 2021 年 1 月 1 日到今天之间的日期。',
      'Days from 1 January 2021 to today only.',
    );
  return ownStart > ownEnd
    ? t('开始的日期比结束的晚了。', 'The first day is after the last.')
    : '';
}

// Empty texts where nothing is wrong.
export function check(asked: Application, now: Date): Errors {
  return {
    scenario: asked.scenario
      ? ''
      : t('请选一项：报告用在什么事情上。', 'Choose what it is for.'),
    areas: asked.areas.length
      ? ''
      : t('至少选一个领域。', 'Choose at least one area.'),
    period: periodError(asked, now),
    purpose: tooLong(asked.purpose),
    receiver: tooLong(asked.receiver),
  };
}
