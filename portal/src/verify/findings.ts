// What was checked, as lines with who said so and when.
import { sayClock, sayTime } from '../dates';
import type { Check } from '../parts/Checks';
import type { LocalResult } from '../proof/local_check';
import type { VerifyAnswer } from '../types';
import { t } from '../words';
import type { Presented } from './presented';

export function localCheck(result: LocalResult, at: Date): Check {
  const by = t(
    `在您的设备上核对，${sayClock(at)}`,
    `on your device, ${sayClock(at)}`,
  );
  switch (result) {
    case 'signed':
      return {
        tone: 'ok',
        text: t(
          '二维码里的签名是真的',
          'The signature in the QR code is genuine',
        ),
        by,
      };
    case 'forged':
      return {
        tone: 'bad',
        text: t('二维码里的签名不对', 'The signature in the QR code is wrong'),
        by,
      };
    case 'unknown-key':
      return {
        tone: 'unk',
        text: t(
          '二维码不是用已知的钥匙签的',
          'No known key signed the QR code',
        ),
        by,
      };
    case 'doubtful-key':
      return {
        tone: 'warn',
        text: t(
          '签名对得上，但这把钥匙已经停用，以平台回答为准',
          'The signature fits, but its key was withdrawn: the platform decides',
        ),
        by,
      };
    case 'not-here':
      return {
        tone: 'unk',
        text: t(
          '这种签名您的设备核对不了，由平台核对',
          'Your device cannot check this kind of signature: the platform does',
        ),
        by,
      };
  }
}

type Line = [tone: Check['tone'], text: string];

const registered = (): Line => [
  'ok',
  t('平台登记过这份报告', 'The platform registered this report'),
];

function whole(presented: Presented): Line[] {
  return presented.by === 'file'
    ? [
        [
          'ok',
          t(
            '整个文件和登记的一模一样',
            'The whole file is as it was registered',
          ),
        ],
      ]
    : [
        [
          'unk',
          t(
            '页面上的文字没有核对，请您对照',
            'What the page says was not checked: please compare',
          ),
        ],
      ];
}

function linesOf(answer: VerifyAnswer, presented: Presented): Line[] {
  switch (answer.authenticity) {
    case 'AUTHENTICITY_GENUINE':
      return [
        registered(),
        ...whole(presented),
        [
          'ok',
          t(
            '出具以后，没有影响结论的变化',
            'Nothing that counts has changed since',
          ),
        ],
      ];
    case 'AUTHENTICITY_CHANGED_SINCE':
      return [
        registered(),
        ...whole(presented),
        [
          'warn',
          t('出具以后，有影响结论的变化', 'Something that counts has changed'),
        ],
      ];
    case 'AUTHENTICITY_SUPERSEDED':
      return [
        registered(),
        ...whole(presented),
        ['warn', t('同一主体已有新的一份', 'There is a newer one')],
      ];
    case 'AUTHENTICITY_REVOKED':
      return [registered(), ['bad', t('后来被撤销', 'Revoked later')]];
    case 'AUTHENTICITY_ALTERED':
      return [
        [
          'bad',
          presented.by === 'file'
            ? t('签名以后有改动', 'Changed after it was signed')
            : t(
                '二维码的内容和登记的不一样',
                'The QR code is not as registered',
              ),
        ],
      ];
    case 'AUTHENTICITY_TRANSPLANTED':
      return [
        ['bad', t('二维码属于另一份报告', "The QR code is another report's")],
      ];
    case 'AUTHENTICITY_UNREGISTERED':
      return [
        ['bad', t('平台没有登记过它', 'The platform never registered it')],
      ];
    case 'AUTHENTICITY_NOT_ISSUED':
      return [['bad', t('平台没有出具过它', 'The platform never issued it')]];
    default:
      return [];
  }
}

export function platformChecks(
  answer: VerifyAnswer,
  presented: Presented,
  at: Date,
): Check[] {
  const by = t(`平台回答，${sayClock(at)}`, `the platform, ${sayClock(at)}`);
  const lines = linesOf(answer, presented);
  return lines.map(([tone, text]) => ({ tone, text, by }));
}

export function asOf(answer: VerifyAnswer): string {
  return answer.asOfTime
    ? t(
        `平台的数据截至 ${sayTime(answer.asOfTime)}。`,
        `The platform\'s data as of ${sayTime(answer.asOfTime)}.`,
      )
    : '';
}
