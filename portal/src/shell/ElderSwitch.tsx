// 长辈模式: large text.
import { t } from '../words';
import { setElder, useElder } from './elder';

export function ElderSwitch() {
  const on = useElder();
  return (
    <button
      type="button"
      class="btn txt"
      aria-pressed={on}
      onClick={() => setElder(!on)}
    >
      {t('长辈模式', 'Large text')}
    </button>
  );
}
