// From one day to another, neither broken across lines.
import { sayDay } from '../dates';
import { t } from '../words';

export function Period({ from, until }: { from: string; until: string }) {
  return (
    <>
      <span class="nb">{sayDay(from)}</span>{' '}
      <span class="nb">
        {t('至', 'to ')}
        {sayDay(until)}
      </span>
    </>
  );
}
