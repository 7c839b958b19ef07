// A time, its day and its clock each unbroken across lines.
import { sayClock, sayDayOf } from '../dates';
import { t } from '../words';

export function Time({ at }: { at: string | Date }) {
  const time = new Date(at);
  return (
    <>
      <span class="nb">{sayDayOf(time)}</span>{' '}
      <span class="nb">
        {sayClock(time)}
        {t('', ' (China)')}
      </span>
    </>
  );
}
