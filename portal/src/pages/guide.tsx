// The guide and flow (办事指南).
import type { ComponentChildren } from 'preact';
import { Proves } from '../parts/Proves';
import { Sheet } from '../parts/Sheet';
import { t, to } from '../words';

export const title = () => t('办事指南', 'Guide');
export const description = () =>
  t(
    '谁能办、怎么办、收到报告怎么核验、有记录怎么办。',
    'Who may apply, how, how to verify a report, and what to do about records.',
  );

interface SectionProps {
  id: string;
  name: string;
  children: ComponentChildren;
}

function Section({ id, name, children }: SectionProps) {
  return (
    <section id={id} class="sec2">
      <h2>{name}</h2>
      {children}
    </section>
  );
}

const parts = () => [
  ['who', t('谁能办', 'Who may apply')],
  ['flow', t('怎么办', 'How it goes')],
  ['sample', t('报告的样子', 'What a report looks like')],
  ['verify', t('收到报告怎么核验', 'How to verify')],
  ['repair', t('信用修复', 'Credit repair')],
  ['objection', t('提出异议', 'Objections')],
  ['complain', t('对方不收怎么办', 'If it is not accepted')],
];

function Who() {
  return (
    <p class="gap">
      {t(
        '在黑龙江省登记、状态为存续的经营主体：公司、非公司企业法人、个人独资企业、合伙企业、农民专业合作社（联合社）、个体工商户、外国公司分支机构，以及它们的分支机构。分支机构的报告只说它自己的情况。',
        "Operators registered in Heilongjiang that are in business: companies, other enterprises with legal personality, sole proprietorships, partnerships, farmers' cooperatives, individual businesses, branches of foreign companies, and branches of these. A branch's report speaks of the branch only.",
      )}
    </p>
  );
}

const flow = () => [
  [
    t('登录', 'Log in'),
    t(
      '用电子营业执照，或者企业授权过的个人账号。可以在手机上办。',
      'With the electronic business licence, or as a person whom the business authorised. A phone will do.',
    ),
  ],
  [
    t('选场景、领域、时段', 'Choose scenario, areas and period'),
    t(
      '只有场景一定要选。领域默认全部 50 个，时段默认从 2021 年 1 月 1 日到今天。',
      'Only the scenario must be chosen. All 50 areas since 1 January 2021 is the default.',
    ),
  ],
  [
    t('平台当场核对', 'The platform checks at once'),
    t(
      '查不到记录，几秒钟出报告。查到了，告诉您时间、内容、机关、文号和怎么办。查询不影响您的信用。',
      'Nothing found: the report comes in seconds. Something found: you are told when, what, by whom, and what to do. Asking does not affect your credit.',
    ),
  ],
  [
    t('下载、打印，或者给对方取件码', 'Download, print, or give a code'),
    t(
      '报告是带电子签名的 PDF。也可以不下载，给接收单位一个一次性取件码。',
      'The report is a signed PDF. Or give the receiver a one-time code instead.',
    ),
  ],
];

function Flow() {
  return (
    <>
      <ol class="flow gap">
        {flow().map(([name, text]) => (
          <li>
            <div>
              <h3>{name}</h3>
              <p class="mut">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <p class="gap">{t('全程免费。', 'All of it is free.')}</p>
      <div class="btns gap">
        <a class="btn" href={to('/apply')}>
          {t('申请报告', 'Apply')}
        </a>
      </div>
    </>
  );
}

function Sample() {
  return (
    <div class="hero gap">
      <ul class="list">
        <li>
          {t(
            '上方是企业名称、信用代码、场景和时段。',
            'Above: name, credit code, scenario and period.',
          )}
        </li>
        <li>
          {t(
            '中间是 50 个领域，一个领域一个记号。圆圈是未发现记录；没有数据的、没有查的领域另有记号，不作结论。',
            'In the middle: a mark for each of the 50 areas. A circle says that nothing was found; areas without data, or not asked for, have marks of their own.',
          )}
        </li>
        <li>
          {t(
            '下方是二维码、报告编号、出具时间和电子签名。',
            'Below: QR code, report number, time of issue and signature.',
          )}
        </li>
      </ul>
      <Sheet />
    </div>
  );
}

function Verify() {
  return (
    <>
      <p class="gap">
        {t(
          '三种办法都不用登录：扫报告上的二维码，输入 17 位报告编号，或者选 PDF 文件。选文件核对得最全，改动过一个字都能发现。',
          'Three ways, none with a log-in: scan the QR code, type the number of 17 characters, or choose the PDF. The file is checked most thoroughly: a single changed character is found.',
        )}
      </p>
      <p class="gap">
        {t(
          '扫码或输编号以后，请把屏幕上的名称、代码、时间和纸上的比一比。没有网络时，二维码的签名在您的手机上也能核对，但查不到报告有没有撤销。',
          'After scanning or typing, compare name, code and time with the paper. Without a connection your phone still checks the signature, but not whether the report was revoked.',
        )}
      </p>
      <div class="btns gap">
        <a class="btn sec" href={to('/verify')}>
          {t('核验报告', 'Verify')}
        </a>
      </div>
    </>
  );
}

function Repair() {
  return (
    <p class="gap">
      {t(
        '处罚履行完了、问题改了，可以向作出决定的机关或者“信用中国（黑龙江）”网站申请信用修复。修复以后，这条记录不再影响办报告。要准备什么、要多久，请问决定机关，或者拨打 12345。',
        'When a penalty is carried out and the fault mended, apply for repair to the authority that decided, or at Credit China (Heilongjiang). A repaired record no longer stands in the way. Ask the authority, or call 12345.',
      )}
    </p>
  );
}

function Objecting() {
  return (
    <p class="gap">
      {t(
        '记录不对，或者不是您的：申请报告时查到这条记录，下面就有“提出异议”。写清哪里不对就行。报送记录的部门核实答复，进度在“我的报告”里看。',
        'A record is wrong or not yours: where it is shown to you, "Object" stands below it. Say what is wrong. The department that delivered it answers; see "My reports".',
      )}
    </p>
  );
}

function Complain() {
  return (
    <p class="gap">
      {t(
        '报告能办的事，接收单位没有正当理由不应当拒收。遇到了，请拨打 12345 反映。',
        'Where a report will do, a receiver should not refuse it without good reason. Call 12345.',
      )}
    </p>
  );
}

const bodies = [Who, Flow, Sample, Verify, Repair, Objecting, Complain];

export function Body() {
  const sections = parts();
  return (
    <div class="narrow">
      <h1>{t('办事指南', 'Guide')}</h1>
      <nav class="toc" aria-label={t('本页内容', 'On this page')}>
        {sections.map(([id, name]) => (
          <a href={`#${id}`}>{name}</a>
        ))}
      </nav>
      {sections.map(([id, name], i) => {
        const Content = bodies[i]!;
        return (
          <Section id={id!} name={name!}>
            <Content />
          </Section>
        );
      })}
      <Proves />
    </div>
  );
}
