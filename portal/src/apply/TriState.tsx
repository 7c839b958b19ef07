// A box for many: ticked, empty, or neither.
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  class?: string;
  label: string;
  of: number[];
  chosen: Set<number>;
  toggle: (areas: number[], on: boolean) => void;
}

export function TriState(props: Props) {
  const ref = useRef<HTMLInputElement>(null);
  const count = props.of.filter((area) => props.chosen.has(area)).length;
  const all = count === props.of.length;
  useEffect(() => {
    ref.current!.indeterminate = count > 0 && !all;
  });
  return (
    <label class={props.class}>
      <input
        ref={ref}
        type="checkbox"
        checked={all}
        onChange={(event) =>
          props.toggle(props.of, event.currentTarget.checked)
        }
      />
      {props.label}
    </label>
  );
}
