// What was checked, by whom, when.
import { type Tone, ToneIcon } from './ToneIcon';

export interface Check {
  tone: Tone;
  text: string;
  // By whom and when.
  by: string;
}

export function Checks({ checks }: { checks: Check[] }) {
  return (
    <ul class="checks card">
      {checks.map(({ tone, text, by }) => (
        <li>
          <ToneIcon tone={tone} />
          <span>{text}</span>
          <small class="mut">{by}</small>
        </li>
      ))}
    </ul>
  );
}
