// Days and times as people in China read them, wherever the browser is.
import { t } from './words';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (n: number) => String(n).padStart(2, '0');

// An instant, moved so that its UTC fields read as China's.
function china(time: Date): Date {
  return new Date(time.getTime() + 8 * 3600_000);
}

// Today in China, ISO 8601.
export function today(now: Date): string {
  return china(now).toISOString().slice(0, 10);
}

// A day some years before, and the day after it: 近三年.
export function yearsBefore(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

// `2026-11-23` as 2026年11月23日.
export function sayDay(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return t(
    `${year}年${month}月${day}日`,
    `${day} ${MONTHS[month! - 1]} ${year}`,
  );
}

// The day of a time, in China.
export function sayDayOf(time: Date): string {
  return sayDay(china(time).toISOString().slice(0, 10));
}

export function sayClock(time: Date): string {
  const at = china(time);
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const [h, m, s] = clock.map(two);
  return t(`${h}时${m}分${s}秒`, `${h}:${m}:${s}`);
}

export function sayTime(time: string | Date): string {
  const at = new Date(time);
  const zone = t('', ' (China)');
  return `${sayDayOf(at)}${t('', ',')} ${sayClock(at)}${zone}`;
}
