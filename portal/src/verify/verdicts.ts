// The ten verdicts (docs/formats/verdicts.md): number, tone and words. What to
// do in the case at hand the platform says itself, in Chinese.
import type { Tone } from '../parts/ToneIcon';
import { t } from '../words';

export interface VerdictWords {
  number: string;
  tone: Tone;
  title: () => string;
  // In short, where the platform's own words are not read.
  sentence: () => string;
}

const COMPARE: [string, string] = [
  '请把名称、代码和时间与手中的报告逐项对照。',
  'Compare name, code and time with the report in your hands.',
];

const VERDICTS: Record<string, VerdictWords> = {
  AUTHENTICITY_GENUINE: {
    number: '01',
    tone: 'ok',
    title: () =>
      t('报告是真的，结论没有变化', 'Genuine, and nothing has changed'),
    sentence: () => t(...COMPARE),
  },
  AUTHENTICITY_CHANGED_SINCE: {
    number: '02',
    tone: 'warn',
    title: () =>
      t(
        '报告是真的，但出具后情况有变化',
        'Genuine, but things have changed since',
      ),
    sentence: () =>
      t(
        '报告说的是出具那一刻的情况。请让对方重新办一份。',
        'It tells what held when it was issued. Ask for a new one: it takes seconds and is free.',
      ),
  },
  AUTHENTICITY_SUPERSEDED: {
    number: '03',
    tone: 'warn',
    title: () =>
      t('报告是真的，但已有新的一份', 'Genuine, but there is a newer one'),
    sentence: () => t('请让对方提供新的一份。', 'Ask for the newer report.'),
  },
  AUTHENTICITY_REVOKED: {
    number: '04',
    tone: 'bad',
    title: () => t('这份报告已被撤销', 'This report was revoked'),
    sentence: () =>
      t(
        '请不要使用，让对方重新出具一份。',
        'Do not use it. Ask for a new report.',
      ),
  },
  AUTHENTICITY_ALTERED: {
    number: '05',
    tone: 'bad',
    title: () =>
      t('这份文件被改动过，不能用', 'This file was altered: do not use it'),
    sentence: () =>
      t(
        '请让对方提供从平台下载的原件。',
        'Ask for the original, as downloaded from the platform.',
      ),
  },
  AUTHENTICITY_TRANSPLANTED: {
    number: '06',
    tone: 'bad',
    title: () =>
      t(
        '二维码是真的，但不是这份文件的',
        "The QR code is genuine, but not this file's",
      ),
    sentence: () =>
      t('请不要使用，并反映给平台。', 'Do not use it, and report it.'),
  },
  AUTHENTICITY_UNREGISTERED: {
    number: '07',
    tone: 'bad',
    title: () =>
      t(
        '签名是真的，但平台没有登记',
        'The signature is genuine, but no such report is registered',
      ),
    sentence: () =>
      t(
        '请不要使用，平台正在核查。',
        'Do not use it. The platform is looking into it.',
      ),
  },
  AUTHENTICITY_NOT_ISSUED: {
    number: '08',
    tone: 'bad',
    title: () => t('这份报告不是本平台出具的', 'Not issued by this platform'),
    sentence: () =>
      t(
        '请核对编号和提供报告的网站地址，不要使用。',
        'Check the number and the address of the site it came from. Do not use it.',
      ),
  },
  AUTHENTICITY_UNREADABLE: {
    number: '09',
    tone: 'unk',
    title: () => t('看不清，没法核验', 'This could not be read'),
    sentence: () =>
      t(
        '请重新拍摄，或者输入报告编号。',
        'Take another picture, or type the report number.',
      ),
  },
  AUTHENTICITY_CANNOT_TELL: {
    number: '10',
    tone: 'unk',
    title: () => t('现在还不能确定', 'This cannot be told now'),
    sentence: () =>
      t(
        '请过 1 分钟再试。这不表示报告是假的。',
        'Try again in a minute. It does not mean that the report is false.',
      ),
  },
};

// What this page does not know cannot be told.
export function verdictOf(authenticity: string): VerdictWords {
  return VERDICTS[authenticity] ?? VERDICTS.AUTHENTICITY_CANNOT_TELL!;
}
