// The form: scenario, areas, period, purpose and receiver.
import { Scenario } from 'virtual:catalogue';
import { useState } from 'preact/hooks';
import { scenarioName } from '../names';
import { ErrorLine } from '../parts/ErrorLine';
import { t } from '../words';
import { type Application, keep } from './application';
import { AreaPicker } from './AreaPicker';
import { check, type Errors } from './checks';
import { Option } from './Option';
import { PeriodPicker } from './PeriodPicker';
import { scenarioHint } from './scenarios';
import { Summary } from './Summary';
import { TextField } from './TextField';

interface Props {
  subject: string;
  start: Application;
  now: Date;
  onIssue: (asked: Application) => void;
  onPreview: (asked: Application) => void;
}

function focusFirstError(): void {
  requestAnimationFrame(() =>
    document
      .querySelector('.err:not([hidden])')
      ?.closest('fieldset')
      ?.querySelector('input')
      ?.focus(),
  );
}

export function Form({ subject, start, now, onIssue, onPreview }: Props) {
  const [asked, setAsked] = useState(start);
  const [errors, setErrors] = useState<Errors>({});
  const change = (part: Partial<Application>) => {
    const next = { ...asked, ...part };
    setAsked(next);
    keep(next);
  };
  const checked = (go: (asked: Application) => void) => {
    const found = check(asked, now);
    setErrors(found);
    if (Object.values(found).some(Boolean)) return focusFirstError();
    go(asked);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    checked(onIssue);
  };
  return (
    <form class="apply" onSubmit={submit} noValidate>
      <div>
        <fieldset>
          <legend>{t('1. 用在什么事情上', '1. What it is for')}</legend>
          <p class="mut">{t('会印在报告上。', 'Printed on the report.')}</p>
          <ErrorLine id="scenario-error" text={errors.scenario ?? ''} />
          <div class="opts">
            {Scenario.map(({ value }) => (
              <Option
                name="scenario"
                value={value}
                label={scenarioName(value)}
                hint={scenarioHint(value)}
                chosen={asked.scenario === value}
                choose={(scenario) => change({ scenario })}
              />
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('2. 查哪些领域', '2. Which areas')}</legend>
          <p class="mut">
            {t(
              '默认全部。选少了，对方可能会让您重办。',
              'All, unless you choose fewer. With fewer, the receiver may ask for another report.',
            )}
          </p>
          <ErrorLine id="areas-error" text={errors.areas ?? ''} />
          <AreaPicker
            chosen={asked.areas}
            choose={(areas) => change({ areas })}
          />
        </fieldset>
        <fieldset>
          <legend>{t('3. 查哪段时间', '3. Which period')}</legend>
          <p class="mut">
            {t(
              '平台的数据从 2021 年 1 月 1 日开始。',
              "The platform's data begin on 1 January 2021.",
            )}
          </p>
          <ErrorLine id="period-error" text={errors.period ?? ''} />
          <PeriodPicker asked={asked} change={change} now={now} />
        </fieldset>
        <fieldset>
          <legend>{t('4. 用途和接收单位', '4. Purpose and receiver')}</legend>
          <p class="mut">
            {t(
              '可以不填。填了会印在报告上，别人拿去别处用就对不上。',
              'Optional. Printed on the report, so that it does not fit elsewhere.',
            )}
          </p>
          <div class="flds">
            <TextField
              id="purpose"
              label={t('用途', 'Purpose')}
              value={asked.purpose}
              error={errors.purpose}
              change={(purpose) => change({ purpose })}
            />
            <TextField
              id="receiver"
              label={t('接收单位', 'Receiver')}
              value={asked.receiver}
              error={errors.receiver}
              change={(receiver) => change({ receiver })}
            />
          </div>
        </fieldset>
      </div>
      <Summary
        asked={asked}
        subject={subject}
        now={now}
        onPreview={() => checked(onPreview)}
      />
    </form>
  );
}
