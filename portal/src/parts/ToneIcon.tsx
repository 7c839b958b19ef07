// The four shapes of a verdict: they carry the meaning without colour.
export type Tone = 'ok' | 'warn' | 'bad' | 'unk';

const mark = {
  fill: 'none',
  stroke: 'var(--surface)',
  'stroke-width': 2.2,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

const shapes = {
  ok: (
    <>
      <circle cx="12" cy="12" r="11" fill="currentColor" />
      <path d="M6.8 12.4l3.5 3.5 7-7.4" {...mark} />
    </>
  ),
  warn: (
    <>
      <path
        d="M12 1.6 23 21.4H1z"
        fill="currentColor"
        stroke="currentColor"
        stroke-width="1.4"
        stroke-linejoin="round"
      />
      <path d="M12 8.6v6" {...mark} />
      <circle cx="12" cy="18" r="1.3" fill="var(--surface)" />
    </>
  ),
  bad: (
    <>
      <path
        d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z"
        fill="currentColor"
      />
      <path d="M8 8l8 8M16 8l-8 8" {...mark} />
    </>
  ),
  unk: (
    <>
      <circle
        cx="12"
        cy="12"
        r="10.4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-dasharray="3.2 2.4"
      />
      <path
        d="M12 6.4v7"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
      />
      <circle cx="12" cy="17.2" r="1.4" fill="currentColor" />
    </>
  ),
};

export function ToneIcon({ tone }: { tone: Tone }) {
  return (
    <svg
      class={tone}
      data-tone={tone}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[tone]}
    </svg>
  );
}
