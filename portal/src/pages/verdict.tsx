// What the gateway fills in for GET /verify/number: a verdict without script.
import { type Tone, ToneIcon } from '../parts/ToneIcon';
import { t, to } from '../words';

export const title = () => t('核验结果', 'Verdict');
export const description = () => t('报告的核验结果', 'The verdict on a report');

const TONES: Tone[] = ['ok', 'warn', 'bad', 'unk'];

export function Body() {
  return (
    <div class="narrow">
      <section class="face {{tone}}">
        <div>
          {TONES.map((tone) => (
            <ToneIcon tone={tone} />
          ))}
        </div>
        <div>
          <p class="no">{'核验结果 {{verdict}}'}</p>
          <h1>{'{{title}}'}</h1>
          <p>{'{{sentence}}'}</p>
          <p>{'{{advice}}'}</p>
        </div>
      </section>
      <section class="sec2">
        <h2>核对的编号</h2>
        <p class="code">{'{{number}}'}</p>
      </section>
      <div class="btns sec2">
        <a class="btn" href={to('/verify')}>
          核验另一份
        </a>
        <a class="btn sec" href="tel:12345">
          反映可疑文件
        </a>
      </div>
    </div>
  );
}
