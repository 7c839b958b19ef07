// A report number to verify: works without script (GET /verify/number), and is
// read for slips of the pen where there is one.
import { useState } from 'preact/hooks';
import { ErrorLine } from '../parts/ErrorLine';
import { type ReadNumber, readNumber } from '../proof/report_number';
import { t, to } from '../words';

function slipWords(read: ReadNumber): string {
  if (!('slip' in read)) return '';
  if (read.slip === 'empty')
    return t('请输入报告编号。', 'Type the report number.');
  if (read.slip === 'check')
    return t(
      '编号里有一位不对，请对照报告再看一遍。',
      'One character is wrong. Compare it with the report.',
    );
  if (read.slip === 'character')
    return t(
      '编号里只有数字和字母（没有 U）。',
      'A number has digits and letters only, and no U.',
    );
  const off = 17 - read.size;
  return off > 0
    ? t(
        `编号少了 ${off} 位，应当是 17 位。`,
        `${off} characters are missing: it has 17.`,
      )
    : t(
        `编号多了 ${-off} 位，应当是 17 位。`,
        `${-off} characters too many: it has 17.`,
      );
}

interface Props {
  // Left out: the form leads to the page that verifies.
  onNumber?: (number: string) => void;
}

export function NumberForm({ onNumber }: Props) {
  const [error, setError] = useState('');
  const submit = (event: SubmitEvent) => {
    const form = event.currentTarget as HTMLFormElement;
    const text = (form.elements.namedItem('number') as HTMLInputElement).value;
    const read = readNumber(text);
    setError(slipWords(read));
    event.preventDefault();
    if ('slip' in read) return void form.querySelector('input')?.focus();
    if (onNumber) return onNumber(read.number);
    location.assign(to(`/verify?number=${read.number}`));
  };
  return (
    <form action="/verify/number" method="get" onSubmit={submit} noValidate>
      <label class="unseen" for="number">
        {t('报告编号', 'Report number')}
      </label>
      <div class="row">
        <input
          id="number"
          name="number"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          placeholder={t('报告编号，如 5H0W-WSMV…', 'Such as 5H0W-WSMV…')}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby="number-error"
        />
        <button class="btn">{t('核验', 'Verify')}</button>
      </div>
      <ErrorLine id="number-error" text={error} />
    </form>
  );
}
