// From when until when.
import { sayDay, today } from '../dates';
import { t } from '../words';
import { type Application, FIRST_DAY, periodOf } from './application';
import { Option } from './Option';

interface Props {
  asked: Application;
  change: (part: Partial<Application>) => void;
  now: Date;
}

function OwnDays({ asked, change, now }: Props) {
  const last = today(now);
  return (
    <div class="flds">
      <div>
        <label class="f" for="start">
          {t('从哪一天', 'From')}
        </label>
        <input
          id="start"
          type="date"
          min={FIRST_DAY}
          max={last}
          value={asked.ownStart}
          onInput={(event) => change({ ownStart: event.currentTarget.value })}
        />
      </div>
      <div>
        <label class="f" for="end">
          {t('到哪一天', 'Until')}
        </label>
        <input
          id="end"
          type="date"
          min={FIRST_DAY}
          max={last}
          value={asked.ownEnd}
          onInput={(event) => change({ ownEnd: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

export function PeriodPicker(props: Props) {
  const { asked, change, now } = props;
  const since = (period: 'all' | 'three') => {
    const [start] = periodOf({ ...asked, period }, now);
    return t(`${sayDay(start)}至今天`, `Since ${sayDay(start)}`);
  };
  const choose = (period: string) =>
    change({ period: period as Application['period'] });
  const options = [
    ['all', t('全部时间', 'All of it'), since('all')],
    ['three', t('近三年', 'Three years'), since('three')],
    ['own', t('自己选', 'Choose'), t('起止日期', 'First and last day')],
  ];
  return (
    <>
      <div class="opts">
        {options.map(([value, label, hint]) => (
          <Option
            name="period"
            value={value!}
            label={label!}
            hint={hint!}
            chosen={asked.period === value}
            choose={choose}
          />
        ))}
      </div>
      {asked.period === 'own' && <OwnDays {...props} />}
    </>
  );
}
