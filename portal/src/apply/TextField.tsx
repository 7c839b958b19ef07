// A line of text with its label and error.
import { ErrorLine } from '../parts/ErrorLine';

interface Props {
  id: string;
  label: string;
  value: string;
  error?: string;
  change: (value: string) => void;
}

export function TextField({ id, label, value, error = '', change }: Props) {
  return (
    <div>
      <label class="f" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={`${id}-error`}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <ErrorLine id={`${id}-error`} text={error} />
    </div>
  );
}
