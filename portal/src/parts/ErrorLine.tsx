// Under a field: what is wrong with it and how to mend it.
import { ToneIcon } from './ToneIcon';

interface Props {
  id: string;
  text: string;
}

export function ErrorLine({ id, text }: Props) {
  return (
    <p class="err" id={id} role="alert" hidden={!text}>
      <ToneIcon tone="bad" />
      <span>{text}</span>
    </p>
  );
}
