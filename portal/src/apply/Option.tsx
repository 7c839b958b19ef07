// A card to choose, with a real radio button in it.
interface Props {
  name: string;
  value: string;
  label: string;
  hint: string;
  chosen: boolean;
  choose: (value: string) => void;
}

export function Option(props: Props) {
  return (
    <label class="opt">
      <input
        type="radio"
        name={props.name}
        value={props.value}
        checked={props.chosen}
        onChange={() => props.choose(props.value)}
      />
      <span>
        {props.label}
        <small>{props.hint}</small>
      </span>
    </label>
  );
}
