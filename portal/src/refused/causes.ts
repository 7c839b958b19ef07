// Why no verdict could be given, in kind words: the fact, and what to do.
import { t } from '../words';

interface CauseWords {
  title: string;
  advice: string;
}

export function causeWords(kind: string): CauseWords {
  switch (kind) {
    case 'KIND_NOT_REGISTERED':
      return {
        title: t(
          '还查不到您的登记信息',
          'Your registration is not known here yet',
        ),
        advice: t(
          '刚登记的，请过一两天再来。登记很久了，请问登记机关，或者拨打 12345。',
          'If it is new, come back in a day or two. Otherwise ask the registration authority, or call 12345.',
        ),
      };
    case 'KIND_OUTSIDE_PROVINCE':
      return {
        title: t(
          '您登记在黑龙江省以外',
          'You are registered outside Heilongjiang',
        ),
        advice: t(
          '这里只为在黑龙江登记的经营主体出具报告。请到登记地的信用网站办理。',
          'Reports are for operators registered in Heilongjiang. Turn to the platform of your province.',
        ),
      };
    case 'KIND_OPERATOR_KIND':
      return {
        title: t(
          '这类单位不在办理范围',
          'Your kind of organisation is not covered',
        ),
        advice: t(
          '要证明的话，请直接找有关部门开具。',
          'Please ask the departments for a certificate.',
        ),
      };
    case 'KIND_REGISTRATION_STATUS':
      return {
        title: t('登记状态不是存续', 'Your registration is not in force'),
        advice: t(
          '已吊销、注销或者迁出的，不能办理。状态不对的，请先找登记机关更正。',
          'Revoked, deregistered or moved out: no report. If that is wrong, have the registration authority mend it first.',
        ),
      };
    case 'KIND_BARRED':
      return {
        title: t('报告暂时停用', 'Reports are barred for a time'),
        advice: t(
          '不服这个决定，可以在下面申诉。',
          'If you disagree, appeal below.',
        ),
      };
    case 'KIND_HELD':
      return {
        title: t('有一条数据正在核对', 'A row of data is being looked into'),
        advice: t(
          '有一条记录可能和您有关，报送部门还没有弄清。这不说明您有问题。弄清以后就能办。',
          'A row may be about you and its department has not settled it. It does not mean that anything is wrong. You can apply as soon as it is settled.',
        ),
      };
    case 'KIND_UNCOVERED_AREA':
      return {
        title: t('有的领域还没有数据', 'Some areas have no data yet'),
        advice: t(
          '这些领域还没有单位报送过数据，所以不作结论。可以少选这些领域再办。',
          'Nobody delivered data for them, so nothing is said. You may apply without them.',
        ),
      };
    case 'KIND_POLICY_ENDED':
      return {
        title: t('现行办法已经到期', 'The present policy has ended'),
        advice: t(
          '新办法生效以后再办。请拨打 12345 问时间。',
          'Reports go on when the next one is in force. Call 12345.',
        ),
      };
    case 'KIND_MISMATCH':
      return {
        title: t('两边的数据对不上', 'Two tables differ about you'),
        advice: t(
          '部门的底账和平台的数据不一致，正在核对。这不说明您有问题。',
          "A department's own table and the platform's differ and are being compared. It does not mean that anything is wrong.",
        ),
      };
    case 'KIND_SILENT_SOURCE':
      return {
        title: t('有部门的数据晚了', "A department's data are late"),
        advice: t(
          '它报送以后就能办。这不说明您有问题。',
          'You can apply as soon as they come. It does not mean that anything is wrong.',
        ),
      };
    default:
      return {
        title: t('现在还不能确定', 'This cannot be said now'),
        advice: '',
      };
  }
}
