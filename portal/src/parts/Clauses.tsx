// A heading that breaks between its clauses rather than inside a word.
import { t } from '../words';

export function Clauses({ parts }: { parts: string[] }) {
  return (
    <>
      {parts.map((part, i) => (
        <>
          {i > 0 && t('', ' ')}
          <span class="nb">{part}</span>
        </>
      ))}
    </>
  );
}
