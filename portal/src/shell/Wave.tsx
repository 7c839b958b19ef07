// The report's own wave, the only ornament.
interface Props {
  width: number;
  height: number;
  // How often it swings.
  turns: number;
  lines: number;
}

function line(width: number, height: number, turns: number, shift: number) {
  const edge = 0.8;
  const middle = height / 2;
  const steps = turns * 20;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const angle = (i / 20) * 2 * Math.PI + shift;
    const y = middle + (middle - edge) * Math.sin(angle);
    return `${((i * width) / steps).toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}

export function Wave({ width, height, turns, lines }: Props) {
  const shifts = Array.from(
    { length: lines },
    (_, i) => (i * 2 * Math.PI) / lines,
  );
  return (
    <svg
      class="wave"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {shifts.map((shift) => (
        <path d={line(width, height, turns, shift)} />
      ))}
    </svg>
  );
}
